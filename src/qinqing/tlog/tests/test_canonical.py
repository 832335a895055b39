"""Canonical bytes: RFC 8785 in the restricted profile. One entry, one byte string; what the profile leaves out is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinqing.tlog.canonical import MAX_BYTES, MAX_DEPTH, MAX_INTEGER, canonical, plain, read_canonical

SAME = [
    pytest.param({"b": 1, "a": 2}, '{"a":2,"b":1}', id="键按序"),
    pytest.param({"a": {"d": 1, "c": [True, None]}}, '{"a":{"c":[true,null],"d":1}}', id="嵌套"),
    pytest.param({"a": (1, 2)}, '{"a":[1,2]}', id="元组即列表"),
    pytest.param({"words": "亲清"}, '{"words":"亲清"}', id="中文原样"),
    pytest.param({"words": '引"号\\\n\t'}, '{"words":"引\\"号\\\\\\n\\t"}', id="转义"),
    pytest.param({"a": -MAX_INTEGER}, '{"a":-9007199254740991}', id="最小整数"),
    pytest.param({"words": "\u2028\u00e9"}, '{"words":"\u2028é"}', id="不必转义的不转义"),
    pytest.param({}, "{}", id="空"),
]


# The example of RFC 8785, section 3.2.2, without its fractions and its control character, which the profile leaves out
RFC_8785 = (
    """{"string": "\\u20ac$\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false], "numbers": [4, 0]}""",
    """{"literals":[null,true,false],"numbers":[4,0],"string":"€$\\nA'B\\"\\\\\\\\\\"/"}""",
)


def test_the_standard_s_example_is_written_as_the_standard_says() -> None:
    written, expected = RFC_8785
    assert canonical(json.loads(written)) == expected.encode()


@pytest.mark.parametrize(("entry", "text"), SAME)
def test_an_entry_has_one_byte_string(entry: dict[str, Any], text: str) -> None:
    assert canonical(entry) == text.encode()


LEFT_OUT = [
    pytest.param({"a": 1.0}, "float", id="小数"),
    pytest.param({"a": Decimal(1)}, "Decimal", id="十进制数"),
    pytest.param({"a": b"x"}, "bytes", id="字节"),
    pytest.param({"a": {1, 2}}, "set", id="集合"),
    pytest.param({"a": MAX_INTEGER + 1}, "too large", id="太大的整数"),
    pytest.param({"a": -MAX_INTEGER - 1}, "too large", id="太小的整数"),
    pytest.param({"A": 1}, "lower-case", id="大写键"),
    pytest.param({"键": 1}, "lower-case", id="中文键"),
    pytest.param({"a-b": 1}, "lower-case", id="带横线的键"),
    pytest.param({"1a": 1}, "lower-case", id="数字开头的键"),
    pytest.param({"a\n": 1}, "lower-case", id="键后换行"),
    pytest.param({"": 1}, "lower-case", id="空键"),
    pytest.param({"a": [{"B": 1}]}, "lower-case", id="里层的键"),
    pytest.param({"a": "cafe\u0301"}, "NFC", id="未合成"),
    pytest.param({"a": "\u202eabc"}, "bidirectional", id="反向覆盖"),
    pytest.param({"a": "\u200eabc"}, "bidirectional", id="方向标记"),
    pytest.param({"a": "\u2066abc\u2069"}, "bidirectional", id="方向隔离"),
    pytest.param({"a": "\r\n"}, "control", id="回车"),
    pytest.param({"a": "\x00"}, "control", id="空字符"),
    pytest.param({"a": "\x7f"}, "control", id="删除符"),
    pytest.param({"a": "\ud800"}, "control", id="孤立的代理字符"),
    pytest.param({"a": "一" * (MAX_BYTES // 3)}, "at most", id="太大"),
]


@pytest.mark.parametrize(("entry", "why"), LEFT_OUT)
def test_what_the_profile_leaves_out_is_refused(entry: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        canonical(entry)


def nested(depth: int) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for _ in range(depth - 1):
        entry = {"a": entry}
    return entry


def test_an_entry_is_no_deeper_than_every_reader_can_follow() -> None:
    assert canonical(nested(MAX_DEPTH))
    with pytest.raises(ValueError, match="deeper"):
        canonical(nested(MAX_DEPTH + 1))


NOT_CANONICAL = [
    pytest.param(b"", id="空字节"),
    pytest.param(b"[]", id="不是对象"),
    pytest.param(b'{"a": 1}', id="多了空格"),
    pytest.param(b'{"b":1,"a":1}', id="键不按序"),
    pytest.param(b'{"a":1,"a":1}', id="重复的键"),
    pytest.param(b'{"a":1.0}', id="写成小数"),
    pytest.param(b'{"a":-0}', id="负零"),
    pytest.param(b'{"a":1e0}', id="指数"),
    pytest.param(b'{"a":NaN}', id="非数"),
    pytest.param(b'{"a":"\\u4e00"}', id="转义了的汉字"),
    pytest.param(b'{"a":"\\/"}', id="转义了的斜线"),
    pytest.param(b'{"a":"\\ud800"}', id="半个字符"),
    pytest.param(b'{"a":"\xff"}', id="不是文本"),
    pytest.param(b'{"a":1}\n', id="末尾换行"),
    pytest.param(b"\xef\xbb\xbf{}", id="字节序标记"),
    pytest.param(b'{"a":' * 100_000, id="深不见底"),
    pytest.param(b'{"a":' + b"9" * 5_000 + b"}", id="长不见尾"),
]


@pytest.mark.parametrize("data", NOT_CANONICAL)
def test_bytes_in_any_other_form_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_canonical(data)


def test_an_entry_may_just_fill_the_size() -> None:
    frame = len(canonical({"a": ""}))
    assert len(canonical({"a": "x" * (MAX_BYTES - frame)})) == MAX_BYTES


TYPED = [
    pytest.param("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五", id="换行"),
    pytest.param("cafe\u0301", "café", id="合成"),
    pytest.param("\u202a贴\u202c来\u200f的\x07", "贴来的", id="看不见的字符"),
    pytest.param("👩‍🔧 与 ﻿", "👩‍🔧 与 ﻿", id="连字的表情照旧"),
]


@pytest.mark.parametrize(("typed", "kept"), TYPED)
def test_text_as_people_type_it_is_put_into_the_profile(typed: str, kept: str) -> None:
    assert plain({"a": [typed, {"b": typed}], "n": 1}) == {"a": [kept, {"b": kept}], "n": 1}


keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, max_size=4))
def test_whatever_is_typed_has_canonical_bytes_that_read_back_the_same(entry: dict[str, Any]) -> None:
    data = canonical(plain(entry))
    assert json.loads(data) == plain(entry)
    assert read_canonical(data) == json.loads(data)


MAY_COMBINE = [
    pytest.param("a\u0fff\u0301", "a\ufffd\u0301", id="没有定的字符"),
    pytest.param("a\U000e0200b", "a\ufffdb", id="别的平面"),
    pytest.param("\U0001f6ff\U0003fff0\U00032000", "\U0001f6ff\U0003fff0\U00032000", id="图形和汉字的位置"),
    pytest.param("\ue000", "\ue000", id="专用区"),
]


@pytest.mark.parametrize(("typed", "kept"), MAY_COMBINE)
def test_a_character_that_may_yet_combine_is_not_recorded(typed: str, kept: str) -> None:
    """Else what is NFC to one reader is none to another with a younger Unicode."""
    assert plain({"a": typed}) == {"a": kept}
    canonical(plain({"a": typed}))
