"""How a check is told: as JSON for machines, as a table or a page for people, as Parquet for more."""

from __future__ import annotations

from qinqing.law.values import Values
from qinqing.rules.folder import Folder
from qinqing.rules.report.as_json import as_json
from qinqing.rules.report.page import as_page
from qinqing.rules.report.people import names_of
from qinqing.rules.report.table import as_table
from qinqing.rules.report.tally import Tally
from qinqing.rules.results import CheckResult


def written(form: str, result: CheckResult, folder: Folder, values: Values, *, names: bool) -> str:
    """The result as `json`, `table` or `html`; JSON names no person, the others mask unless `names`."""
    if form == "json":
        return as_json(result)
    if form == "html":
        return page_of(result, Tally.of(result.findings), folder, values, names=names)
    return as_table(result, names_of(folder, result.on, result.findings, masked=not names))


def page_of(result: CheckResult, tally: Tally, folder: Folder, values: Values, *, names: bool) -> str:
    """The page, of findings counted as they came: `result` need hold none of them."""
    people = names_of(folder, result.on, tally.findings(), tally.by("department"), masked=not names)
    return as_page(result, tally, people, values)
