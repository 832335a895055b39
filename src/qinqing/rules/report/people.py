"""Names of the persons findings concern: masked unless somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from qinqing.rules.folder import Folder
from qinqing.rules.results import CheckResult


def names_of_officials(folder: Folder, result: CheckResult, *, masked: bool) -> dict[str, str]:
    """Official id → name, of those the findings concern; masked: the surname alone, 张**."""
    ids = sorted({finding.official_id for finding in result.findings if finding.official_id})
    if not ids or "officials" not in folder.tables:
        return {}
    with folder.connect(result.on) as connection:
        rows = connection.execute(
            "SELECT official_id, name FROM officials WHERE official_id IN (SELECT unnest(?))", [ids]
        ).fetchall()
    return dict(rows) if not masked else masked_names(rows)


def masked_names(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {official: f"{name[:1]}**" for official, name in rows}


def person(official_id: str | None, names: dict[str, str]) -> str:
    """`张**（O1）`; the id alone where the name is unknown; empty where nobody is concerned."""
    if official_id is None:
        return ""
    return f"{names[official_id]}（{official_id}）" if official_id in names else official_id
