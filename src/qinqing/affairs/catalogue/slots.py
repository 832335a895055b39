"""The slots of an item's file: as in the files of the law, and every problem names the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qinqing.affairs.catalogue.model import ASKED, Source
from qinqing.law.slots import Slots
from qinqing.law.values import load_catalogue
from qinqing.law.values.kinds import read_bool
from qinqing.law.values.reading import Block
from qinqing.refusals import Problem, Say

KEY = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
LONGEST_KEY, LONGEST_TEXT = 60, 2_000
FROM = re.compile(
    r"enterprise\.(?P<column>name|key|region)|(?P<alone>register|last|project)|same:(?P<same>[a-z][a-z0-9_]*)|decision:(?P<item>[a-z][a-z0-9-]*)(?:\.(?P<field>[a-z][a-z0-9_]*))?"
)


class ItemSlots(Slots):
    """The slots of one block of `file`; `line`: where to look for what is no block."""

    def __init__(self, file: str, given: Any, problems: list[Problem], line: int = 1):
        self.file = file
        self.line = given.line if isinstance(given, Block) else line
        self.lines = given.lines if isinstance(given, Block) else {}
        super().__init__(file, given, problems)

    def place(self) -> str:
        return f"{self.file}:{self.lines.get(self.slot, self.line)}"

    def inner(self, given: Any) -> ItemSlots:
        """The slots of a block that stands in the slot asked for last."""
        return ItemSlots(self.file, given, self.problems, self.lines.get(self.slot, self.line))

    def blocks(self, name: str, *, optional: bool = False) -> Iterator[ItemSlots]:
        """Each block of a list; closed after it was read."""
        for given in self.items(name, optional=optional):
            self.slot = name
            slots = self.inner(given)
            if isinstance(given, dict):
                yield slots
                slots.close()

    def text(self, name: str, *, optional: bool = False) -> Say:
        """A text in both languages, of bounded length and on one line."""
        says = self.say(name, optional=optional)
        if max(len(says.zh), len(says.en)) > LONGEST_TEXT:
            self.note(f"{name} 至多 {LONGEST_TEXT} 字", f"{name} has at most {LONGEST_TEXT} characters")
        return Say(" ".join(says.zh.split()), " ".join(says.en.split()))

    def maybe_text(self, name: str) -> Say | None:
        return self.text(name, optional=True) if name in self.given else None

    def key(self, name: str) -> str:
        key = self.word(name)
        if key and (not KEY.fullmatch(key) or len(key) > LONGEST_KEY):
            self.note(
                f"{name} 是 {key[:LONGEST_KEY]}，应是小写字母、数字和连字符，至多 {LONGEST_KEY} 个字",
                f"{name} is {key[:LONGEST_KEY]}: small letters, digits and hyphens, at most {LONGEST_KEY}",
            )
        return key

    def yes(self, name: str, default: bool) -> bool:
        given = self.take(name)
        read = default if given is None else read_bool(given)
        if read is None:
            self.note(f"{name} 应是 true 或者 false", f"{name} should be true or false")
        return bool(read)

    def value(self, name: str, kinds: tuple[str, ...], units: tuple[str, ...] = ()) -> str:
        """The id of a dated value of one of these kinds (and units)."""
        id = self.word(name)
        known = load_catalogue()
        if id and id not in known:
            self.note(f"没有数值 {id}", f"there is no value {id}")
            return ""
        if id and (known[id].kind not in kinds or (units and known[id].unit not in units)):
            wanted = " | ".join((*kinds, *units))
            self.note(f"数值 {id} 不能用在这里，应是 {wanted}", f"value {id} will not do here: {wanted}")
        return id

    def source(self) -> Source:
        """The slot `from`: whence an answer or a paper comes, if not from the firm."""
        written = self.word("from", optional=True)
        if not written:
            return ASKED
        found = FROM.fullmatch(written)
        if found is None:
            ways = "register | enterprise.name | enterprise.key | enterprise.region | last | project | same:字段 | decision:事项.字段"
            self.note(f"from 不能是 {written}，应是 {ways}", f"from is {written}, not {ways}")
            return ASKED
        if found["column"]:
            return Source("register", name=found["column"])
        if found["same"]:
            return Source("same", name=found["same"])
        return Source(found["alone"] or "decision", found["item"] or "", found["field"] or "")

    def close(self) -> None:
        super().close()
        self.given.clear()
