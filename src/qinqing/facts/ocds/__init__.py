"""Open contracting data (OCDS 1.1) as facts: releases are merged by process, laid out as tables, mapped like any source.

read.py     releases from a package, records or lines        merge.py    what all releases of one process say together
lay_out.py  one process as rows: tenders, bids, contracts …   ../mappings/ocds.toml   what becomes which fact column
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinqing.facts.laid_out import laid_out
from qinqing.facts.mapping.parse import load_mapping
from qinqing.facts.mapping.run import Outcome, run_mapping
from qinqing.facts.ocds.lay_out import COLUMNS, lay_out
from qinqing.facts.ocds.merge import merged
from qinqing.facts.ocds.read import read_releases
from qinqing.facts.ocds.told import Told, tells_bids, tells_payments


def from_ocds(file: Path, out: Path, mapping: Path) -> Outcome:
    """Write the fact folder at `out`; what does not fit lies row by row in `rejects/`.

    `file`: a release or record package, releases one to a line, or a list of them; `.gz` too. Amounts in other
    currencies than the mapping takes are rejected, not converted. Nobody is to be found wanting for what is merely
    not published: without any bids in the file there is no table of them, and the rule that counts them is skipped;
    an award that does not tell all its bids, or a delivery that does not tell all its payments, is rejected.
    Refused: `facts.source`, `facts.mapping`, `facts.not-replaced`.
    """
    processes = merged(read_releases(file))
    told = Told(any(map(tells_bids, processes)), any(map(tells_payments, processes)))
    rows = (row for process in processes for row in lay_out(process, told))
    with laid_out(COLUMNS, rows) as folder:
        given = load_mapping(mapping, folder)
        sources = tuple(source for source in given.sources if told.bids or source.name != "bids")
        return run_mapping(replace(given, sources=sources), out)
