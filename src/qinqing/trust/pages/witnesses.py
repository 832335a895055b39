"""The part of the page on verifying that tells who witnesses the log, how far each has come, and how to become one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.record.standing import Standing, standings
from qinqing.web.components.tables import Cell, Column, Table

TAGS = {"cosign.current": "done", "cosign.lags": "open", "cosign.never": "open"}


@dataclass(frozen=True, slots=True)
class WitnessPart:
    """`current`: how many have seen the newest checkpoint · `grave`: what those say who hold the log for rewritten."""

    table: Table | None
    keys: str
    current: int
    grave: list[Standing]
    commands: str


def witness_part(log_key: str) -> WitnessPart:
    """What the page shows; `log_key` as it is published, empty before there is one."""
    found = standings()
    return WitnessPart(
        table=_table(found) if found else None,
        keys="\n".join(one.witness.key for one in found),
        current=sum(one.code == "cosign.current" and one.last is not None for one in found),
        grave=[one for one in found if one.grave],
        commands=_commands(log_key or _("日志公钥")),
    )


def _table(found: list[Standing]) -> Table:
    columns = [Column(_("见证方")), Column(_("最近一次见证")), Column(_("情况"))]
    return Table(_("见证方"), columns, [_row(one) for one in found])


def _row(one: Standing) -> list[Cell]:
    way = _("联网见证") if one.witness.url else _("按文件见证")
    seen = _("还没有")
    note = ""
    if one.last:
        seen, note = _clock(one.last.at), _("见到 %s 条") % f"{one.last.checkpoint_id:,}"
    tag = _("跟上了") if one.code == "cosign.current" else _("落后")
    if one.grave:
        tag = _("拒绝见证")
    kind = "halt" if one.grave else TAGS.get(one.code, "open")
    says = "" if one.code == "cosign.current" else str(one.says)
    return [Cell(one.witness.name, note=way), Cell(seen, note=note), Cell(says, tag=tag, tag_kind=kind)]


def _clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


def _commands(log_key: str) -> str:
    """What a new witness types, ready to be copied."""
    return (
        f"python3 witness.pyz init witness --name witness.example.org.cn --key '{log_key}'\n"
        "python3 witness.pyz run witness --host 0.0.0.0\n"
    )
