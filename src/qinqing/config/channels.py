"""A channel's setting: an address of the library `apprise` with `{to}` where the reader's own address goes.

mailtos://user:password@smtp.example.cn:465/{to}?from=qinqing@example.cn
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

TO = "{to}"
# Looks like an address of every channel's kind; nothing is ever sent there.
SAMPLES = {"mail": "somebody@example.cn"}
SAMPLE = "0123456789abcdef0123456789abcdef"
SCHEMES = {
    "mail": ("mailto", "mailtos"),
    "wecom": ("wechat", "wecombot"),
    "dingtalk": ("dingtalk",),
    "feishu": ("feishu", "lark"),
}


def address_in(template: str, address: str) -> str:
    """The channel's address for one reader."""
    return template.replace(TO, quote(address, safe="@"))


def channel(name: str) -> Callable[[str], str]:
    """A parser: empty for none, else an address the library understands. ValueError never holds the text: a password is in it."""

    def parse(text: str) -> str:
        if text and not _understood(name, text):
            raise ValueError(name)
        return text

    return parse


def _understood(name: str, text: str) -> bool:
    """One reader at a time: a group's robot would show each notice to everybody in the group."""
    scheme = text.partition("://")[0]
    if scheme not in SCHEMES[name] or text.count(TO) != 1 or any(char.isspace() for char in text):
        return False
    parts = urlsplit(text)
    if TO not in (parts.path if name == "mail" else parts.netloc + parts.path) or not parts.hostname:
        return False
    import apprise

    url = address_in(text, SAMPLES.get(name, SAMPLE))
    return apprise.Apprise.instantiate(url, suppress_exceptions=True) is not None
