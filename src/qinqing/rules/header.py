"""The header of a rule file: its leading `-- ` lines are one YAML document with every slot filled."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from qinqing.refusals import Say
from qinqing.rules.errors import RuleError
from qinqing.rules.patterns.declared import Declared, read_test
from qinqing.rules.strict_yaml import read_strictly

KINDS = ("direct", "pattern", "link")
LEVELS = ("amber", "red", "refer")
BY_ROW = "by row"
CUSTODIES = ("bureau", "organ")
NEVER = "none"
PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Header:
    """What a rule says of itself. Every slot is mandatory (but those of OPTIONAL), a list may be empty, no other is allowed.

    `one_per`: the columns whose cells tell one case from another (a case may hold several units) ·
    `judged`: what one unit is, in words · `day`: on which day values are read ·
    `tables`: every table read · `without`: optional columns (`table.column`) the rule can do without,
    because the contract settles what their absence means · `says`: name → the sentence for one outcome ·
    `test`: how a pattern rule tells a difference from chance, None for every other kind (`none`, or left out) ·
    `measures`: the unit `observed` and `limit_` are counted in, None where they are days of the calendar or not given ·
    `blind`: what the rule does not see · `never_undetermined`: None, or why nothing can be missing ·
    `never_kept`: None, or why there is no unit without a finding ·
    `deviates`: None, or how and why from the contract's table · `touched_by`: other table → the columns in which
    its rows agree with those rows of a case that they can bear on (`anchor.column`, or `anchor.column = column`
    where the names differ; a column named twice: by either), or with rows of a table that does, its own among them; a
    table read and not listed bears on every case ·
    `stored`, of a pattern rule: part of its query (a name in WITH) → the columns (`anchor.column`) that tell the cases
    apart whose rows it holds, one case's hanging on no other's: a standing sweep keeps such parts and makes anew the
    rows of touched cases only ·
    `summed`, of a pattern rule: further parts that do no more than count what stored ones hold, and `cells` where the whole
    query does, as long as what compares the parts named here stays as it is: held as running sums. The stored parts and
    the cells tell `department_id`, and what one department's cells are hangs on no other's rows.
    """

    rule: str
    title: Say
    norms: tuple[str, ...]
    kind: str
    level: str
    custody: str
    one_per: tuple[str, ...]
    judged: Say
    day: Say
    values: tuple[str, ...]
    tables: tuple[str, ...]
    without: tuple[str, ...]
    says: dict[str, Say]
    explains: Say
    blind: Say
    source: tuple[str, ...]
    never_undetermined: Say | None
    never_kept: Say | None
    measures: Say | None
    deviates: Say | None
    test: Declared | None
    touched_by: dict[str, tuple[str, ...]]
    stored: dict[str, tuple[str, ...]]
    summed: tuple[str, ...]


SLOTS = tuple(field.name for field in fields(Header))
LISTS = ("norms", "one_per", "values", "tables", "without", "source")
FILLED = ("norms", "one_per", "source")
SAYINGS = ("title", "judged", "day", "explains", "blind")
OPEN = ("never_undetermined", "never_kept", "measures", "deviates")
OF_PATTERNS = "test"
STORED, SUMMED = "stored", "summed"
OPTIONAL = (OF_PATTERNS, "never_kept", "measures", STORED, SUMMED)  # `none` where left out


def header_lines(text: str) -> list[str]:
    return list(takewhile(lambda line: line.startswith("--"), text.splitlines()))


def read_header(path: Path, text: str) -> Header:
    """The header of the rule file `path` with content `text`; RuleError names the first slot that is wrong."""
    lines = header_lines(text)
    given = read_yaml(path, "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines))
    slots = {name: read_slot(Slot(path, lines, name), given[name]) for name in SLOTS}
    header = Header(**slots)
    if (header.kind == PATTERN) != (header.test is not None):
        raise Slot(path, lines, OF_PATTERNS).wrong("is there if, and only if, the kind is pattern")
    if header.rule != path.stem:
        raise RuleError(path, 1, f"the rule is called {header.rule}, its file {path.stem}")
    return header


def read_yaml(path: Path, text: str) -> dict[str, Any]:
    try:
        given = read_strictly(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RuleError(path, line, f"the header is no YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(given, dict):
        raise RuleError(path, 1, "the file does not begin with a header in `-- ` lines")
    given = dict.fromkeys(OPTIONAL, NEVER) | given
    missing = [name for name in SLOTS if given.get(name) is None]
    unknown = [str(name) for name in given if name not in SLOTS]
    if missing or unknown:
        said = [f"slot {name} is missing" for name in missing] + [f"there is no slot {n}" for n in unknown]
        raise RuleError(path, 1, "; ".join(said))
    return given


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a slot stands, so that a wrong one can be named by its line."""

    path: Path
    lines: list[str]
    name: str

    def wrong(self, what: str) -> RuleError:
        begins = f"-- {self.name}:"
        line = next((n for n, line in enumerate(self.lines, 1) if line.startswith(begins)), 1)
        return RuleError(self.path, line, f"slot {self.name} {what}")


def read_slot(slot: Slot, given: Any) -> Any:
    if slot.name == SUMMED and given == NEVER:
        return ()
    if slot.name in (*LISTS, SUMMED):
        return read_list(slot, given)
    if slot.name in OPEN:
        return None if given == NEVER else read_saying(slot, given)
    if slot.name == OF_PATTERNS:
        return None if given == NEVER else read_declared(slot, given)
    if slot.name in SAYINGS:
        return read_saying(slot, given)
    if slot.name == STORED and given == NEVER:
        return {}
    if slot.name in ("touched_by", STORED):
        return read_columns(slot, given)
    if slot.name == "says":
        return read_sentences(slot, given)
    return read_word(slot, given)


def read_declared(slot: Slot, given: Any) -> Declared:
    try:
        return read_test(given)
    except ValueError as error:
        raise slot.wrong(str(error)) from error


def read_list(slot: Slot, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(item, str) and item for item in given):
        raise slot.wrong("is no list of words")
    if len(set(given)) < len(given):
        raise slot.wrong("names something twice")
    if slot.name in FILLED and not given:
        raise slot.wrong("is empty")
    return tuple(given)


def read_saying(slot: Slot, given: Any) -> Say:
    if not isinstance(given, dict) or set(given) != {"zh", "en"}:
        raise slot.wrong("does not say it in zh and en")
    if not all(isinstance(text, str) and text.strip() for text in given.values()):
        raise slot.wrong("is empty in one of its languages")
    return Say(given["zh"].strip(), given["en"].strip())


def read_sentences(slot: Slot, given: Any) -> dict[str, Say]:
    if not isinstance(given, dict) or not given:
        raise slot.wrong("has no sentence")
    return {str(name): read_saying(slot, saying) for name, saying in given.items()}


def read_columns(slot: Slot, given: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        raise slot.wrong("does not name columns by table")
    return {str(table): read_list(slot, columns) for table, columns in given.items()}


def read_word(slot: Slot, given: Any) -> str:
    among = {"kind": KINDS, "level": (*LEVELS, BY_ROW), "custody": CUSTODIES}.get(slot.name)
    if not isinstance(given, str) or not given:
        raise slot.wrong("is no word")
    if among and given not in among:
        raise slot.wrong(f"is {given}, not one of {', '.join(among)}")
    return given
