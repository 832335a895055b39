"""A channel that is set wrong stops the start and is named; what was set is not shown."""

from __future__ import annotations

import pytest

from qinqing.config.channels import address_in
from qinqing.config.declared import read
from qinqing.refusals import Refused

RIGHT = {
    "QINQING_NOTICE_MAIL": "mailtos://user:sekrit@smtp.example.cn:465/{to}?from=qinqing@example.cn",
    "QINQING_NOTICE_WECOM": "wechat://corpid:sekrit@1000002/{to}",
    "QINQING_NOTICE_DINGTALK": "dingtalk://{to}",
    "QINQING_NOTICE_FEISHU": "feishu://{to}",
}


def test_channels_set_right_are_taken() -> None:
    found = read(RIGHT)
    assert {name: found[name] for name in RIGHT} == RIGHT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("QINQING_NOTICE_MAIL", "smtp.example.cn sekrit"),
        ("QINQING_NOTICE_MAIL", "mailto://user:sekrit@smtp.example.cn"),
        ("QINQING_NOTICE_MAIL", "mailto://sekrit:{to}"),
        ("QINQING_NOTICE_MAIL", "mailto://u:sekrit@smtp.example.cn/{to}/{to}"),
        ("QINQING_NOTICE_MAIL", "json://u:sekrit@example.cn/{to}"),
        ("QINQING_NOTICE_WECOM", "wecombot://sekrit-key-of-a-group"),
        ("QINQING_NOTICE_DINGTALK", "dingtalk://sekrit?x={to}"),
        ("QINQING_NOTICE_FEISHU", "feishu:/{to} sekrit"),
    ],
)
def test_one_set_wrong_is_named_and_not_shown(name: str, text: str) -> None:
    with pytest.raises(Refused, match=r"settings\.malformed") as refused:
        read({**RIGHT, name: text})
    assert [one.where for one in refused.value.problems] == [name]
    assert "sekrit" not in str(refused.value)


def test_an_address_stays_one_address() -> None:
    told = address_in(RIGHT["QINQING_NOTICE_MAIL"], "a@b.cn/c?d=e&f,g")
    assert (
        told == "mailtos://user:sekrit@smtp.example.cn:465/a@b.cn%2Fc%3Fd%3De%26f%2Cg?from=qinqing@example.cn"
    )
