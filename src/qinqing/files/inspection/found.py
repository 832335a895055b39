"""What an inspection answers: one thing found, by the code word of its refusal, and where in the file."""

from __future__ import annotations

from typing import NamedTuple

# An answer is a sentence or two for a person, however many parts of a hostile file are wrong.
MOST_FOUND = 20
LONGEST_PLACE = 120


class Found(NamedTuple):
    """`code` as in `files.content_refusals.CONTENT`; `where`: a part's name, a kind's key, or ''."""

    code: str
    where: str = ""

    def shortened(self) -> Found:
        return Found(self.code, "".join(char for char in self.where if char.isprintable())[:LONGEST_PLACE])


class Unfit(Exception):
    """Inspecting goes no further: what comes after cannot be trusted."""

    def __init__(self, code: str, where: str = ""):
        super().__init__(code)
        self.found = Found(code, where)
