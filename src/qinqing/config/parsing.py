"""How a setting's text is read: each parser gives the value, or raises ValueError or KeyError."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit


def flag(text: str) -> bool:
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    return words[text.strip().lower()]


def names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(text)
    return text


def scanner(text: str) -> str:
    """`tcp://host:port` or `unix:///path`; empty for none."""
    parts = urlsplit(text)
    over_tcp = parts.scheme == "tcp" and parts.hostname and parts.port
    if text and not over_tcp and not (parts.scheme == "unix" and parts.path):
        raise ValueError(text)
    return text


def origin(text: str) -> str:
    if text and (any(char.isspace() or char == "+" for char in text) or not text.isascii()):
        raise ValueError(text)
    return text


def one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return parse
