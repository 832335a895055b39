"""The invented applications of the demonstration, as data: days are working days before today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qinqing.affairs.models import Channel, Kind

PROMISED = {
    "cad-basement-approval": 15,
    "cad-offsite-approval": 15,
    "cad-demolition": 15,
    "cad-alarm-relocation": 10,
    "cad-peacetime-use": 10,
    "cad-completion-filing": 5,
    "cad-quality-supervision": 3,
}
VALUES = {
    "contact_name": "林知予",
    "contact_phone": "000-0000001",
    "delivery": "online",
    "project_code": "0000-000000-00-01-000001",
    "project_name": "听澜苑二期（演示）",
    "building_kind": "housing",
    "planning_permit_no": "建字第演示0001号",
    "total_area_m2": "32600",
    "storeys": "18",
    "foundation_depth_m": "6.5",
    "first_floor_area_m2": "1810.5",
    "design_firm": "清宁市半亩建筑设计有限公司（演示）",
    "build_firm": "清宁市一砖建设有限公司（演示）",
    "supervision_firm": "清宁市平直监理有限公司（演示）",
    "drawing_review_no": "审图演示0001",
    "due_area_m2": "1304",
    "alarm_from": "2026-12-15",
    "demolition_from": "2026-12-20",
    "accepted_works_on": "2026-10-16",
    "use_from": "2027-01-01",
    "use_until": "2029-12-31",
    "safety_person": "林知予",
    "safety_phone": "000-0000001",
}
ARTICLES = "《河南省实施〈中华人民共和国人民防空法〉办法》有关条款（演示）"


@dataclass(frozen=True)
class Case:
    """`steps`: (working days ago, kind, what belongs to it) · `points`: (about, words, answer or '')."""

    name: str
    item: str
    received: int
    steps: tuple[tuple[int, Kind, dict[str, Any]], ...] = ()
    own: bool = True
    place: int = 0
    channel: str = Channel.ONLINE
    confirmed: bool = True
    unassigned: bool = False
    points: tuple[tuple[str, str, str], ...] = ()
    points_ago: int = 0
    trips: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def accepted(ago: int) -> tuple[int, Kind, dict[str, Any]]:
    return ago, Kind.ACCEPTED, {}


def decided(ago: int, outcome: str, words: str, certificate: str = "") -> tuple[int, Kind, dict[str, Any]]:
    said = {"outcome": outcome, "articles": ARTICLES, **({"certificate": certificate} if certificate else {})}
    return ago, Kind.DECIDED, {"words": words, "said": said}


def paused(ago: int, ground: str, words: str, days: int) -> tuple[int, Kind, dict[str, Any]]:
    return ago, Kind.PAUSED, {"ground": ground, "words": words, "said": {"days_told": days}}


CASES = (
    Case(
        "granted",
        "cad-quality-supervision",
        40,
        (
            accepted(39),
            decided(37, "granted", "材料齐全，符合要求。（演示）", "清防质监（演示）001"),
            (36, Kind.DELIVERED, {}),
        ),
    ),
    Case(
        "refused",
        "cad-scrapping",
        36,
        (
            accepted(34),
            decided(
                20, "refused", "安全鉴定没有认定工程危险，报废的条件不具备；可以补充鉴定后重新申请。（演示）"
            ),
            (19, Kind.DELIVERED, {}),
        ),
        trips=1,
    ),
    Case(
        "running",
        "cad-basement-approval",
        24,
        (
            (22, Kind.CORRECTION_NOTIFIED, {}),
            (20, Kind.CORRECTED, {}),
            accepted(19),
            paused(13, "hearing", "相邻业主申请听证，听证通知书（演示）1 号", 10),
            (8, Kind.RESUMED, {"ground": "hearing"}),
        ),
        points=(
            ("paper:planning_permit", "规划许可证缺附图，请补一份。", "已补附图。（演示）"),
            ("field:storeys", "地上层数和规划许可证不一致，请核对。", "18"),
        ),
        points_ago=22,
        trips=1,
    ),
    Case(
        "to-correct",
        "cad-demolition",
        4,
        ((2, Kind.CORRECTION_NOTIFIED, {}),),
        points=(
            ("paper:safety_plan", "安全方案没有写明周边道路怎样防护，请补写后上传。", ""),
            ("field:demolition_from", "拟拆除日期早于规划许可的开工日期，请核对。", ""),
            ("paper:project_approval", "备案文件缺第二页。", "已补第二页。（演示）"),
        ),
        points_ago=2,
        fields={"make_good": "rebuild"},
    ),
    Case(
        "paused",
        "cad-alarm-relocation",
        12,
        (accepted(11), paused(5, "expert_review", "专家评审通知（演示）7 号", 15)),
    ),
    Case("entered", "cad-peacetime-use", 1, channel=Channel.COUNTER, confirmed=False, trips=1),
    Case("other-late", "cad-basement-approval", 27, (accepted(26),), own=False, place=0),
    Case("other-today", "cad-offsite-approval", 21, (accepted(20),), own=False, place=1),
    Case("other-soon", "cad-demolition", 14, (accepted(13),), own=False, place=2),
    Case("other-answer", "cad-peacetime-use", 5, own=False, place=3, unassigned=True),
    Case("other-new", "cad-completion-filing", 0, own=False, place=4),
    Case("other-new-2", "cad-alarm-relocation", 2, own=False, place=5),
    Case(
        "other-granted",
        "cad-basement-approval",
        60,
        (
            accepted(58),
            decided(47, "granted", "符合应建面积和规划条件。（演示）", "清防结建（演示）002"),
            (46, Kind.DELIVERED, {}),
        ),
        own=False,
        place=6,
    ),
)
