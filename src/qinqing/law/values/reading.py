"""YAML as we read it: every scalar stays the text it was written as, so 030 is never 24 and 18:00 never 1080.

Repeated keys, anchors and deep nesting are problems, not surprises.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from qinqing.refusals import Problem, Say, system_words
from qinqing.regular import refuse_endless

DEEPEST = 12

Tree: TypeAlias = Any  # str | Quoted | list[Tree] | dict[str, Tree]; an empty file is None


class Quoted(str):
    """A scalar that was written in quotes: a text, never a number."""

    __slots__ = ()


class Block(dict[str, Tree]):
    """A mapping that knows where it stands: the `line` it begins on, and the line of each key."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_tree(path: Path, problems: list[Problem]) -> Tree:
    """The one document in `path`; None and a problem if it cannot be read."""
    try:
        refuse_endless(path)
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        says = Say("应是 UTF-8 文本", "it is no UTF-8 text")
        why = system_words(error) if isinstance(error, OSError) else says
        problems.append(Problem(path.name, Say(f"读不了：{why.zh}", f"cannot be read: {why.en}")))
        return None
    return read_text(text, path.name, problems)


def read_text(text: str, name: str, problems: list[Problem]) -> Tree:
    builder = _Builder(name, yaml.parse(text, Loader=yaml.CBaseLoader), problems)
    try:
        return builder.document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        said = getattr(error, "problem", None) or str(error)
        problems.append(
            Problem(
                where,
                Say("不是合格的 YAML，请看这一行和上一行的缩进、引号和括号", f"not well-formed YAML: {said}"),
            )
        )
        return None


class _Builder:
    def __init__(self, name: str, events: Iterator[Any], problems: list[Problem]):
        self.name = name
        self.events = events
        self.problems = problems

    def document(self) -> Tree:
        tree, documents = None, 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
            elif isinstance(event, yaml.NodeEvent):
                node = self.node(event, 0)
                tree = node if documents == 1 else tree
        if documents > 1:
            self.note(None, "一个文件只能有一份文档", "a file holds one document")
        return tree

    def node(self, event: Any, depth: int) -> Tree:
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor:
            self.note(event, "请写全，不用 & 和 *", "write it out: no & and *")
        if kind is yaml.ScalarEvent:
            return Quoted(event.value) if event.style else event.value
        if depth == DEEPEST:
            raise yaml.MarkedYAMLError(problem=f"nested deeper than {DEEPEST}", problem_mark=event.start_mark)
        if kind is yaml.MappingStartEvent:
            return self.mapping(event, depth + 1)
        if kind is yaml.SequenceStartEvent:
            return self.sequence(depth + 1)
        return ""

    def mapping(self, start: Any, depth: int) -> Block:
        found = Block(start.start_mark.line + 1)
        for event in self.events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self.node(event, depth)
            value = self.node(next(self.events), depth)
            if not isinstance(key, str):
                self.note(event, "键应是一个词", "a key is one word")
            elif key in found:
                self.note(event, f"“{key}”写了两次", f"“{key}” stands twice")
            else:
                found[key] = value
                found.lines[key] = event.start_mark.line + 1
        return found

    def sequence(self, depth: int) -> list[Tree]:
        found = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            found.append(self.node(event, depth))
        return found

    def note(self, event: Any, zh: str, en: str) -> None:
        where = self.name if event is None else f"{self.name}:{event.start_mark.line + 1}"
        self.problems.append(Problem(where, Say(zh, en)))
