"""What each face offers its reader: routes of the matrix, shown only where the matrix lets this reader in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import matrix


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a navigation. `current`: '' | 'page' (this very page) | 'true' (this part of the site)."""

    label: str | Promise
    url: str
    current: str = ""


# Face → (route, label) in the order shown. Routes of the other installation do not resolve and stay away.
OFFERED: dict[str, tuple[tuple[str, str | Promise], ...]] = {
    "public": (
        ("home", _("首页")),
        ("law", _("办法")),
        ("items", _("办事")),
        ("rules", _("规则")),
        ("counting", _("数字怎么来")),
    ),
    "enterprise": (
        ("own_affairs", _("我的事项")),
        ("items", _("办事")),
        ("problem_new", _("办不成事")),
        ("own_enterprises", _("我的企业")),
        ("receipts", _("我的回执")),
        ("tokens", _("接口令牌")),
        ("law", _("办法")),
        ("rules", _("规则")),
    ),
    "staff": (
        ("affairs", _("办件")),
        ("affairs_leader", _("办得怎么样")),
        ("affair_problems", _("办不成事")),
        ("affair_ratings", _("差评")),
        ("affairs_asked", _("要求整改的差评")),
        ("board", _("疑点")),
        ("clearances", _("澄清")),
        ("notices", _("提醒与说明")),
        ("checks", _("事前核对")),
        ("affairs_sheets", _("导出和登记")),
        ("sweeps", _("判断记录")),
        ("norms", _("规范确认")),
        ("values", _("数值")),
        ("offering", _("事项与承诺")),
        ("departments", _("机构与企业")),
        ("people", _("人员与授权")),
        ("deliveries", _("未送达的通知")),
        ("entries", _("操作记录")),
    ),
    "organ": (
        ("organ_board", _("疑点")),
        ("leads", _("问题线索")),
        ("ties", _("亲属与任职")),
        ("released", _("查实公布")),
        ("recipients", _("收件机关名录")),
        ("people", _("人员与授权")),
        ("entries", _("操作记录")),
    ),
}


def navigation(face: str, actor: Actor | None, path: str) -> list[Item]:
    """The entries of this face the reader may open; the one they are in is marked."""
    shown = [(label, url) for route, label in OFFERED[face] if (url := open_to(route, actor))]
    here = _nearest(path, (url for _, url in shown))
    return [Item(label, url, _mark(url, path, here)) for label, url in shown]


def open_to(route: str, actor: Actor | None) -> str:
    """The address of a route without parts in it if this reader may open it; else ''."""
    row = matrix().get(route)
    if row is None or not row.allows(actor, "GET"):
        return ""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _nearest(path: str, urls: Iterable[str]) -> str:
    """The longest address that `path` lies under; '/' only for itself."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")


def _mark(url: str, path: str, here: str) -> str:
    if url != here:
        return ""
    return "page" if url == path else "true"
