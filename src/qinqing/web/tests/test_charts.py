"""Pictures say the same as their data: drawn from plain numbers, readable, escaped, the same bytes each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override

from qinqing.web.charts import clock, ink, limit, months, path, share, slips, year
from qinqing.web.patterns import examples

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = (Path(__file__).resolve().parent.parent / "static/web/css/tokens.css").read_text(encoding="utf-8")
YEAR = [(f"2026-{m:02d}", [100 + m, m % 4, m % 3]) for m in range(1, 13)]


@dataclass(frozen=True)
class Link:
    start: str
    end: str
    by: str
    since: str


LINKS = [Link("韩亦舟", "陆某", "配偶", ""), Link("陆某", "云杉里<防护>设备", "持股 45%", "2023-08-30")]
LONG = [
    Link(
        f"第{n}家名字很长很长很长的控股有限责任公司",
        f"第{n + 1}家名字很长很长很长的控股有限责任公司",
        "持股",
        "",
    )
    for n in range(5)
]

CLOCK = examples.CLOCK
PICTURES = [
    pytest.param(lambda: clock.draw(CLOCK), id="期限"),
    pytest.param(lambda: clock.draw(CLOCK, narrow=True), id="期限，窄"),
    pytest.param(
        lambda: clock.draw(clock.Clock(300, CLOCK.marks, "日", CLOCK.days), narrow=True), id="期限，超过很久"
    ),
    pytest.param(lambda: clock.draw(clock.Clock(0, (), "日", ())), id="没有期限"),
    pytest.param(lambda: months.draw(YEAR), id="十二个月"),
    pytest.param(lambda: months.draw(YEAR[:2]), id="两个月"),
    pytest.param(lambda: months.draw([]), id="没有月份"),
    pytest.param(lambda: months.draw([("2026-01", [0, 0, 0])]), id="没有判断"),
    pytest.param(lambda: months.draw([("2026-01", [5, 5, 0])]), id="全部预警"),
    pytest.param(lambda: year.draw(YEAR), id="一年"),
    pytest.param(lambda: year.draw(YEAR, narrow=True), id="一年，窄"),
    pytest.param(lambda: year.draw([]), id="没有一年"),
    pytest.param(lambda: slips.draw(16, 1, 2), id="十六条规则"),
    pytest.param(lambda: slips.draw(60), id="六十条规则"),
    pytest.param(lambda: slips.draw(0), id="没有规则"),
    pytest.param(lambda: limit.draw(23, 20, "日"), id="超过"),
    pytest.param(lambda: limit.draw(3, 4, narrow=True), id="以内，窄"),
    pytest.param(
        lambda: limit.draw(Decimal("1742000.00"), Decimal("400000"), "元", narrow=True), id="金额，窄"
    ),
    pytest.param(lambda: limit.draw(1, 1000), id="悬殊"),
    pytest.param(lambda: limit.draw(0, 0), id="都是零"),
    pytest.param(lambda: limit.draw(Decimal("0.27"), Decimal("0.25")), id="小数"),
    pytest.param(lambda: path.draw(LINKS, people=2), id="关系"),
    pytest.param(lambda: path.draw(LINKS, narrow=True), id="关系，窄"),
    pytest.param(lambda: path.draw(LONG), id="关系，长"),
    pytest.param(lambda: path.draw([]), id="没有关系"),
]


@pytest.mark.parametrize("draw", PICTURES)
def test_a_picture_is_whole_readable_and_the_same_each_time(draw):
    text = draw()
    assert text == draw()
    root = ET.fromstring(text)
    width, height = float(root.get("width")), float(root.get("height"))
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    for words in root.iter(f"{SVG}text"):
        assert float(words.get("font-size")) >= ink.SMALLEST_TEXT
        assert inside(words, width), f"{words.text} runs out of the picture"


def inside(words: ET.Element, width: float) -> bool:
    long, x = ink.width_of(words.text or "", float(words.get("font-size"))), float(words.get("x"))
    left = {"start": x, "middle": x - long / 2, "end": x - long}[words.get("text-anchor")]
    return left >= -1 and left + long <= width + 1


@pytest.mark.parametrize("draw", PICTURES)
def test_a_picture_carries_nothing_the_policy_refuses(draw):
    text = draw()
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|href=", text)


def test_names_are_escaped():
    assert "云杉里&lt;防护&gt;设备" in path.draw(LINKS)


def test_the_colours_are_the_tokens():
    root = TOKENS[: TOKENS.index("}")]
    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", root))
    for name in (
        "INK",
        "INK_2",
        "PAPER",
        "LINE",
        "LINE_2",
        "QIN_INK",
        "QING",
        "QING_INK",
        "QING_WASH",
        "ACT_INK",
        "HALT",
    ):
        assert getattr(ink, name) == tokens[name.lower().replace("_", "-")], name


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "11月"), ("en", "Nov")])
def test_a_column_is_named_by_its_month_as_the_reader_says_it(language, words):
    with override(language):
        assert f">{words}<" in year.draw(YEAR)


def test_what_was_kept_rises_and_what_was_flagged_is_a_drop_by_its_count():
    root = ET.fromstring(
        months.draw([("2026-01", [10, 0, 0]), ("2026-02", [20, 4, 0]), ("2026-03", [5, 1, 0])])
    )
    columns = [float(b.get("height")) for b in root.iter(f"{SVG}rect") if b.get("fill") == ink.QIN_COLUMN]
    assert columns[1] > columns[0] > columns[2]
    drops = [float(c.get("r")) for c in root.iter(f"{SVG}circle")]
    assert len(drops) == 2 and drops[0] == pytest.approx(2 * drops[1], rel=0.01)


def test_a_prohibition_shows_its_rules_and_never_how_many_acts():
    root = ET.fromstring(slips.draw(7, organ=2, before=1))
    slip_boxes = [b for b in root.iter(f"{SVG}rect") if float(b.get("height")) > 40]
    feet = [b for b in root.iter(f"{SVG}rect") if b.get("fill") == ink.INK]
    assert (len(slip_boxes), len(feet)) == (7, 2)
    assert not list(root.iter(f"{SVG}text"))


def test_what_lies_beyond_the_limit_is_a_part_of_its_own():
    beyond = [b for b in ET.fromstring(limit.draw(5, 2)).iter(f"{SVG}rect") if b.get("fill") == ink.HALT]
    within = [b for b in ET.fromstring(limit.draw(2, 2)).iter(f"{SVG}rect") if b.get("fill") == ink.HALT]
    assert (len(beyond), len(within)) == (1, 0)


def test_a_share_stands_inside_its_interval_on_a_ruler_from_none_to_all():
    boxes = list(ET.fromstring(share.draw(0.9, 0.7, 1.0)).iter(f"{SVG}rect"))
    span = next(b for b in boxes if b.get("fill") == ink.QING_COLUMN)
    mark = next(b for b in boxes if b.get("fill") == ink.INK)
    left, right = float(span.get("x")), float(span.get("x")) + float(span.get("width"))
    assert left < float(mark.get("x")) < right == share.WIDTH - share.MARGIN


def test_people_are_round_and_firms_square():
    boxes = list(ET.fromstring(path.draw(LINKS, people=2)).iter(f"{SVG}rect"))
    assert [float(b.get("rx")) > 10 for b in boxes] == [True, True, False]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(months.alt(YEAR[:3]), "符合预警条件 6 项次，3月最多，3 项次", id="逐月"),
        pytest.param(months.alt([("2026-01", [9, 0, 1])]), "没有符合预警条件的", id="都守住"),
        pytest.param(months.alt([]), "还没有判断过", id="没有月份"),
        pytest.param(year.alt(YEAR), "判断 1,278 项次", id="一年"),
        pytest.param(slips.alt(7, 2, 1), "7 条规则，其中 1 条事前核对，2 条由纪检监察机构掌握", id="竹简"),
        pytest.param(limit.alt(23, 20, "个工作日"), "观测 23 个工作日，界限 20 个工作日", id="界限"),
        pytest.param(
            clock.alt(CLOCK), "已用 8 个工作日；承诺 10，10月29日；法定 15，11月5日；停 2 天", id="期限"
        ),
        pytest.param(share.alt(0.83, 0.64, 0.93), "83%，区间从 64% 到 93%", id="确认率"),
        pytest.param(path.alt(LINKS), "共 2 步", id="关系"),
    ],
)
def test_the_words_of_a_picture_say_what_it_shows(said, words):
    assert words in said
