"""A finding's path as links with names: what connects the official to the firm, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from qinqing.facts.words import value_words
from qinqing.organ.models import Kinship
from qinqing.organisations.models import Enterprise, Official
from qinqing.oversight.models import Finding
from qinqing.web.charts import path as path_picture

# Which columns of a fact are its two ends.
ENDS = {
    "kinships": ("official_id", "person_id"),
    "holdings": ("holder_id", "enterprise_id"),
    "positions": ("person_id", "enterprise_id"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One step: from whom to whom, by what, since when; `kin` leads from a person to a person."""

    start: str
    end: str
    by: str
    since: str
    kin: bool = False


def links_of(finding: Finding) -> list[Link]:
    """The path's steps in order; empty where the rule is no link rule. Rows come from the kept evidence."""
    ties = _ties(finding)
    ends = [tuple(str(row[column]) for column in ENDS[table]) for table, row in ties]
    names = _names({key for pair in ends for key in pair})
    return [
        Link(
            start=names.get(start, start),
            end=names.get(end, end),
            by=_by(table, row),
            since=str(row.get("since") or ""),
            kin=table == "kinships",
        )
        for (table, row), (start, end) in zip(ties, ends, strict=True)
    ]


def picture_of(finding: Finding, *, narrow: bool) -> str:
    """The path drawn as SVG; '' where there is none."""
    links = links_of(finding)
    people = 1 + sum(link.kin for link in links)
    return path_picture.draw(links, people=people, narrow=narrow) if links else ""


def _ties(finding: Finding) -> list[tuple[str, dict[str, object]]]:
    """(table, columns) of each step of the path that was kept as evidence, in the path's order."""
    if not finding.path:
        return []
    kept = {row.ref: row for row in finding.evidence.filter(ref__in=finding.path)}
    return [
        (kept[ref].table, kept[ref].row or {})
        for ref in finding.path
        if ref in kept and kept[ref].table in ENDS
    ]


def _by(table: str, row: dict[str, object]) -> str:
    if table == "kinships":
        return str(dict(Kinship.Relation.choices).get(str(row["relation"]), row["relation"]))
    if table == "holdings":
        share = row.get("share")
        return _("持股") if share is None else _("持股 %s") % f"{float(str(share)):.0%}"
    return str(value_words(row["role"]))


def _names(keys: set[str]) -> dict[str, str]:
    """Names of enterprises and officials among these ids; an outsider keeps the id.

    An official's staff number stands beside the name: two may be namesakes, and the wrong one is an injustice.
    """
    found = dict(Enterprise.objects.filter(key__in=keys).values_list("key", "name"))
    officials = Official.objects.filter(key__in=keys).values_list("key", "name")
    return found | {
        key: _("%(name)s（%(number)s）") % {"name": name, "number": key} for key, name in officials
    }
