"""How a check is told: as JSON for machines, as a table or a page for people, as Parquet for more."""

from __future__ import annotations

from qinqing.law.values import Values
from qinqing.rules.folder import Folder
from qinqing.rules.report.as_json import as_json
from qinqing.rules.report.page import as_page
from qinqing.rules.report.people import names_of_officials
from qinqing.rules.report.table import as_table
from qinqing.rules.results import CheckResult


def written(form: str, result: CheckResult, folder: Folder, values: Values, *, names: bool) -> str:
    """The result as `json`, `table` or `html`; JSON names no person, the others mask unless `names`."""
    if form == "json":
        return as_json(result)
    people = names_of_officials(folder, result, masked=not names)
    return as_page(result, people, values) if form == "html" else as_table(result, people)
