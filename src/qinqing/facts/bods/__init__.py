"""Beneficial ownership data (BODS 0.4) as facts: who holds which enterprise, as public registers declare it.

read.py      statements from a list or lines             parties.py    by which ids facts know firms and holders
standing.py  which statement of a record stands          interests.py  which declared interest is a holding
lay_out.py   statements as rows, told if not taken       ../mappings/bods.toml   what becomes which fact column
"""

from __future__ import annotations

from pathlib import Path

from qinqing.facts.bods.lay_out import COLUMNS, lay_out
from qinqing.facts.bods.read import read_statements
from qinqing.facts.laid_out import laid_out
from qinqing.facts.mapping.parse import load_mapping
from qinqing.facts.mapping.run import Outcome, run_mapping


def from_bods(file: Path, out: Path, mapping: Path) -> Outcome:
    """Write enterprises and holdings at `out`; what is no holding lies row by row, with its reason, in `rejects/`.

    `file`: a list of statements, or one to a line; `.gz` too. A later statement of a record replaces an earlier one;
    the interests of a closed record end. A holder who is not named leads nowhere: each such statement gets an id of
    its own. Persons have no table here; officials, kin and posts are left alone.
    Refused: `facts.source`, `facts.mapping`, `facts.not-replaced`. Failed: `facts.unwritten`.
    """
    statements = read_statements(file)
    with laid_out(COLUMNS, lay_out(statements)) as folder:
        return run_mapping(load_mapping(mapping, folder), out)
