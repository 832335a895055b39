"""What a file holds, as far as a message may show it: one line of bounded length, whatever was in there."""

from __future__ import annotations

SHOWN_LENGTH = 60
REASON_LENGTH = 200


def shorten(shown: object, length: int = SHOWN_LENGTH) -> str:
    """A broken file cannot flood the list: what does not print is replaced, what is long is cut."""
    text = "".join(c if c.isprintable() else "�" for c in str(shown)[: length + 1])
    return text if len(text) <= length else text[: length - 1] + "…"


def reason(error: BaseException) -> str:
    """What a library said, which may quote the file: its first line, cut."""
    return shorten(str(error).partition("\n")[0], REASON_LENGTH)
