"""A catalogue with a mistake is found out: each check can fail, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.law.values import check_catalogue

SOURCES = """
issuers:
  npc: {zh: 全国人大, en: NPC}
documents:
  law: {kind: law, zh: 甲法, en: Law A, issuer: npc, since: 2020-01-01, until: 2024-12-31, workdays: [5], basis: '9'}
  later: {kind: law, zh: 乙法, en: Law B, issuer: npc, since: 2025-01-01, workdays: all}
  house: {kind: house, zh: 本系统, en: this system, issuer: npc, since: 2020-01-01}
"""
EVENTS = "accepted: {zh: 受理, en: acceptance}\n"
UNITS = """
workday: {kinds: [period], zh: '{n}个工作日', en: '{n} working days', one: '{n} working day'}
day: {kinds: [period], zh: '{n}日', en: '{n} days', one: '{n} day'}
"""
VALUES = """
subject: {zh: 办理, en: Service}
values:
  notice_days:
    zh: 告知的期限
    en: Time for the notice
    kind: period
    unit: workday
    counts: {from: accepted, suspended_by: pauses}
    dated:
      - {since: 2020-01-01, until: 2024-12-31, value: 5, source: {law: 3(1)}, confidence: 2+}
      - {since: 2025-01-01, value: 6, source: {later: 4}, confidence: 1-text}
  handling_days:
    zh: 办理的期限
    en: Time to handle
    kind: period
    unit: day
    counts: {from: accepted}
    dated:
      - {since: 2020-01-01, until: 2024-12-31, value: 60, source: {law: 5}, confidence: 2+}
  sample_days:
    zh: 间隔
    en: Days between
    kind: period
    unit: day
    counts: {from: accepted}
    dated:
      - {value: 30, source: {house}, confidence: house}
  pauses:
    zh: 不计入的时间
    en: What stops the clock
    kind: list
    dated:
      - since: 2020-01-01
        until: 2024-12-31
        value: {hearing: {zh: 听证, en: hearing}}
        source: {law: 6}
        confidence: 1-text
"""


def test_a_catalogue_without_mistakes_passes(tmp_path: Path):
    assert said(folder(tmp_path)) == []


ONE_MISTAKE = {
    "日期重叠": ("until: 2024-12-31, value: 5", "until: 2025-01-01, value: 5", "overlaps the one before"),
    "前一段没有终止": ("until: 2024-12-31, value: 5", "value: 5", "overlaps the one before"),
    "终止早于开始": ("until: 2024-12-31, value: 60", "until: 2019-12-31, value: 60", "until is before since"),
    "没有条款": ("{law: 5}", "{law}", "needs an article"),
    "条款写法不对": ("{law: 5}", "{law: 第五条}", "needs an article"),
    "文件尚未施行": (
        "since: 2020-01-01, until: 2024-12-31, value: 60",
        "since: 2019-12-31, until: 2024-12-31, value: 60",
        "in force on 2019-12-31",
    ),
    "文件先失效": ("until: 2024-12-31, value: 60", "value: 60", "end before the value does"),
    "应按工作日计": ("unit: workday", "unit: day", "counts 5 as workday, not day"),
    "应按自然日计": ("value: 5, source", "value: 8, source", "counts 8 as day, not workday"),
    "样例有两段": (
        "      - {value: 30, source: {house}, confidence: house}",
        "      - {until: 2020-12-31, value: 30, source: {house}, confidence: house}\n"
        "      - {since: 2021-01-01, value: 30, source: {house}, confidence: house}",
        "a sample has one period",
    ),
    "建议却有法律依据": ("{value: 30, source: {house}", "{value: 30, source: {law: 7}", "is not house"),
    "没有依据却称有": ("value: 60, source: {law: 5}", "value: 60, source: {house}", "house or settled"),
    "暂停事由不存在": ("suspended_by: pauses", "suspended_by: nothing", "names no list value"),
    "暂停事由不是列表": ("suspended_by: pauses", "suspended_by: sample_days", "names no list value"),
    "缺中文说明": ("    zh: 告知的期限\n", "", "zh is missing"),
    "缺英文说明": ("    en: Time for the notice\n", "", "en is missing"),
    "没有这种类别": ("kind: list", "kind: wish", "kind is wish"),
    "没有这个单位": ("unit: workday", "unit: fortnight", "no unit fortnight"),
    "单位不合类别": ("kind: list\n", "kind: count\n    unit: day\n", "no unit day for a count"),
    "期限没有算法": ("    counts: {from: accepted, suspended_by: pauses}\n", "", "counts"),
    "没有起算事件": (
        "counts: {from: accepted, suspended_by: pauses}",
        "counts: {from: dreamt}",
        "no event dreamt",
    ),
    "非期限有算法": (
        "kind: list\n",
        "kind: list\n    counts: {from: accepted}\n",
        "only a period has counts",
    ),
    "没有来源": (", source: {law: 5}", "", "source is missing"),
    "来源为空": ("source: {law: 5}", "source: {}", "source is missing"),
    "所引文件不存在": ("{law: 5}", "{nothing: 5}", "nothing is not in sources.yaml"),
    "没有这种把握": (
        "value: 60, source: {law: 5}, confidence: 2+",
        "value: 60, source: {law: 5}, confidence: memory",
        "confidence is memory",
    ),
    "有效数值没有起始": (
        "{since: 2020-01-01, until: 2024-12-31, value: 60",
        "{until: 2024-12-31, value: 60",
        "since should be",
    ),
    "终止写法不对": ("until: 2024-12-31, value: 60", "until: 2024-13-31, value: 60", "until should be"),
    "数值写法不对": ("value: 60", "value: sixty", "value is sixty"),
    "列表缺一种文字": ("{hearing: {zh: 听证, en: hearing}}", "{hearing: {zh: 听证}}", "one or more of word"),
    "多出一项": ("kind: list\n", "kind: list\n    colour: red\n", "no slot colour"),
    "数值写了两次": ("  sample_days:", "  notice_days:", "stands twice"),
    "没有标题": ("subject: {zh: 办理, en: Service}", "subject: {zh: 办理}", "both zh and en"),
    "不是 YAML": ("  sample_days:", "  sample_days: [", "not well-formed"),
}


@pytest.mark.parametrize(("before", "after", "told"), ONE_MISTAKE.values(), ids=ONE_MISTAKE)
def test_a_mistake_in_a_value_is_found(tmp_path: Path, before: str, after: str, told: str):
    assert before in VALUES
    assert any(told in one for one in said(folder(tmp_path, values=VALUES.replace(before, after, 1))))


WORDS = {
    "没有制定机关": (
        "SOURCES",
        "issuer: npc, since: 2025-01-01",
        "issuer: nobody, since: 2025-01-01",
        "no issuer nobody",
    ),
    "文件类别不对": ("SOURCES", "kind: house", "kind: rumour", "kind is rumour"),
    "文件缺英文名": ("SOURCES", "en: Law A, ", "", "en is missing"),
    "工作日写法不对": ("SOURCES", "workdays: all", "workdays: some", "workdays should be"),
    "施行日期不对": ("SOURCES", "since: 2025-01-01", "since: soon", "since should be"),
    "事件缺英文": ("EVENTS", ", en: acceptance", "", "both zh and en"),
    "没有数值用到的事件": ("EVENTS", "accepted:", "unused: {zh: 甲, en: A}\naccepted:", "no value uses it"),
    "单位缺单数": ("UNITS", ", one: '{n} day'", "", "one is missing"),
}


@pytest.mark.parametrize(("file", "before", "after", "told"), WORDS.values(), ids=WORDS)
def test_a_mistake_in_the_words_is_found(tmp_path: Path, file: str, before: str, after: str, told: str):
    texts = {"SOURCES": SOURCES, "EVENTS": EVENTS, "UNITS": UNITS}
    texts[file] = texts[file].replace(before, after)
    found = said(folder(tmp_path, sources=texts["SOURCES"], events=texts["EVENTS"], units=texts["UNITS"]))
    assert any(told in one for one in found), found


def test_one_id_in_two_files_is_found(tmp_path: Path):
    made = folder(tmp_path)
    (made / "again.yaml").write_text(VALUES, encoding="utf-8")
    assert any("this value stands in again.yaml" in one for one in said(made))


def said(made: Path) -> list[str]:
    return [f"{problem.where}: {problem.says.en}" for problem in check_catalogue(made)]


def folder(
    path: Path, values: str = VALUES, sources: str = SOURCES, events: str = EVENTS, units: str = UNITS
) -> Path:
    words = path / "vocabulary"
    words.mkdir()
    (words / "sources.yaml").write_text(sources, encoding="utf-8")
    (words / "events.yaml").write_text(events, encoding="utf-8")
    (words / "units.yaml").write_text(units, encoding="utf-8")
    (path / "service.yaml").write_text(values, encoding="utf-8")
    return path
