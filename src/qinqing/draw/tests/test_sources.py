"""Public sources: their rules leave no choice, and what does not fit is refused in words."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from qinqing.draw.source_texts import KINDS, Unfit, text_in
from qinqing.draw.sources import faults, normal_form, read_sources
from qinqing.draw.tests.make import EXAMPLE, GIVEN, committed, sources
from qinqing.refusals import Refused

LOTTERY = {
    "issue": "2026076",
    "groups": [{"count": 6, "from": 1, "to": 33}, {"count": 1, "from": 1, "to": 16}],
}
INDEX = {"day": "2026-07-03", "names": ["上证指数", "深证成指"], "decimals": 2}


@pytest.mark.parametrize(
    "text",
    [
        "2026076\n3 7 12 19 25 31 + 9\n",
        "2026076\n03 07 12 19 25 31+09",
        "\ufeff2026076\r\n31,25,19,12,7,3 + 09\r\n\r\n",
        "2026076\n31、25、19、12、7、3 +9  \n",
    ],
)
def test_however_a_result_is_spelt_its_normal_form_is_one(text: str):
    assert (
        normal_form(sources()[0], text_in(text.encode())) == "lottery\n双色球\n2026076\n3 7 12 19 25 31 + 9\n"
    )


def test_where_the_order_matters_it_is_kept():
    rule = {"issue": "1", "groups": [{"count": 3, "from": 0, "to": 9, "ordered": True}]}
    assert not list(KINDS["lottery"].faults(rule))
    assert KINDS["lottery"].lines(rule, "1\n9 0 9\n") == ["1", "9 0 9"]


UNFIT = {
    "别的期": ("lottery", LOTTERY, "2026077\n3 7 12 19 25 31 + 9\n", "期号"),
    "少一个号": ("lottery", LOTTERY, "2026076\n3 7 12 19 25 + 9\n", "应有 6 个号码"),
    "号码超出": ("lottery", LOTTERY, "2026076\n3 7 12 19 25 34 + 9\n", "不在 1–33"),
    "号码重复": ("lottery", LOTTERY, "2026076\n3 3 12 19 25 31 + 9\n", "重复"),
    "少一组": ("lottery", LOTTERY, "2026076\n3 7 12 19 25 31\n", "应有 2 组"),
    "全角数字": ("lottery", LOTTERY, "2026076\n３ 7 12 19 25 31 + 9\n", "半角数字"),
    "多一行": ("lottery", LOTTERY, "2026076\n3 7 12 19 25 31 + 9\n奖池 1\n", "应有两行"),
    "负号": ("lottery", LOTTERY, "2026076\n-3 7 12 19 25 31 + 9\n", "半角数字"),
    "别的日子": ("index", INDEX, "2026-07-02\n上证指数 1.00\n深证成指 1.00\n", "日期"),
    "次序反了": ("index", INDEX, "2026-07-03\n深证成指 1.00\n上证指数 1.00\n", "依次"),
    "小数位数": ("index", INDEX, "2026-07-03\n上证指数 1.0\n深证成指 1.00\n", "2 位小数"),
    "分节号": ("index", INDEX, "2026-07-03\n上证指数 3,456.00\n深证成指 1.00\n", "2 位小数"),
    "前导零": ("index", INDEX, "2026-07-03\n上证指数 01.00\n深证成指 1.00\n", "2 位小数"),
    "不是JSON": ("drand", {"chain": "f" * 64, "round": 1, "genesis": 1, "period": 30}, "x\n", "JSON"),
    "键重复": (
        "drand",
        {"chain": "f" * 64, "round": 1, "genesis": 1, "period": 30},
        '{"round":1,"round":1,"randomness":"","signature":""}',
        "恰有",
    ),
    "开头不对": ("file", {"begins": "公告"}, "通知\n", "开头"),
}


@pytest.mark.parametrize(("kind", "rule", "text", "says"), UNFIT.values(), ids=UNFIT)
def test_a_text_that_does_not_fit_says_why(kind: str, rule: dict, text: str, says: str):
    with pytest.raises(Unfit) as caught:
        KINDS[kind].lines(rule, text)
    assert says in caught.value.says.zh and caught.value.says.en


@pytest.mark.parametrize(
    "data", [b"", b" \n\n", "公告".encode("gbk"), b"a\0b", b"x" * (2**20 + 1), "a\u202eb".encode()]
)
def test_what_is_no_text_is_no_source(data: bytes):
    with pytest.raises(Unfit):
        text_in(data)


def test_a_text_once_tidied_stays_as_it_is():
    for given in GIVEN.values():
        assert text_in(text_in(given.data).encode()) == text_in(given.data)


def changed(path: str, value: object) -> list[dict]:
    """The example's sources with one thing replaced; a value of None takes it out."""
    specs = deepcopy(sources())
    *steps, last = path.split(".")
    inner = specs[0]
    for step in steps:
        inner = inner[step]
    inner.pop(last) if value is None else inner.__setitem__(last, value)
    return specs


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("kind", "dice"),
        ("name", ""),
        ("name", "两\n行"),
        ("where", None),
        ("known_from", "2026-07-05"),
        ("known_from", "2026-07-05T22:00:00"),
        ("rule.issue", None),
        ("rule.issue", "76 期"),
        ("rule.groups", []),
        ("rule.groups", [{"count": 0, "from": 1, "to": 9}]),
        ("rule.groups", [{"count": True, "from": 1, "to": 9}]),
        ("fallback", None),
        ("fallback.after", None),
        ("fallback.after", "2026-07-04T00:00:00+08:00"),
        ("fallback.name", "双色球"),
        ("fallback.rule", LOTTERY),
        ("extra", "x"),
    ],
)
def test_a_malformed_source_is_refused(path: str, value: object):
    assert faults(changed(path, value))
    with pytest.raises(Refused, match=r"draw\.sources"):
        committed(sources=changed(path, value))


@pytest.mark.parametrize("count", [0, 1, 10])
def test_there_are_two_sources_or_more(count: int):
    assert faults((sources() * 5)[:count])


def test_one_event_under_two_names_is_one_source():
    specs = sources()
    twin = {**deepcopy(specs[0]), "name": "又一个"}
    assert any("同一件事" in problem.says.zh for problem in faults([specs[0], twin]))


def test_the_moment_of_a_drand_round_is_the_chains_own():
    rule = {"chain": "f" * 64, "round": 1000, "genesis": 1595431050, "period": 30}
    specs = changed("kind", "drand")
    specs[0] |= {"rule": rule, "known_from": "2026-07-05T22:00:00+08:00"}
    assert any("2020-07-23T07:37:00+08:00" in problem.says.zh for problem in faults(specs))


def test_a_source_already_out_is_refused():
    for path in ("known_from", "fallback.known_from"):
        with pytest.raises(Refused, match=r"draw\.source-known"):
            committed(sources=changed(path, "2026-07-01T09:00:00+08:00"))


@pytest.mark.parametrize("text", ["", "a: 1", "- 1", "- {name: x, name: y}", "- [", "- {a: &b 1}"])
def test_a_file_that_lists_no_sources_is_refused(text: str, tmp_path: Path):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"draw\.sources"):
        read_sources(path)


def test_the_example_is_read():
    assert [spec["kind"] for spec in read_sources(EXAMPLE / "sources.yaml")] == ["lottery", "index"]
