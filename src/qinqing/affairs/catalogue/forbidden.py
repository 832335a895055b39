"""What no form may ask for: what is classified, and catch-all demands. The words are data (`forbidden.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qinqing.law.slots import Slots
from qinqing.law.values.reading import Quoted, read_tree
from qinqing.refusals import Problem, Refused, Say

WORDS = Path(__file__).with_name("forbidden.yaml")
KINDS = ("classified", "vague")
# Between the characters of a word somebody may have typed: 防 护 等 级, 防·护·等·级.
BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """One kind of words. `value`: the dated value whose source says why."""

    kind: str
    value: str
    zh: tuple[str, ...]
    en: re.Pattern[str]
    keys: frozenset[str]

    def found_in(self, text: str) -> str:
        """The first forbidden word in a text a person reads; '' if none."""
        plain = unicodedata.normalize("NFKC", text)
        joined = BETWEEN.sub("", plain)
        chinese = next((word for word in self.zh if word in joined), "")
        if chinese:
            return chinese
        english = self.en.search(BETWEEN.sub(" ", plain))
        return english.group() if english else ""

    def found_in_key(self, key: str) -> str:
        return next((word for word in re.split(r"[_-]", key) if word in self.keys), "")


def classified_word(text: str) -> str:
    """The first word of what is classified in a free text, '' if none: for what people type into a form."""
    return forbidden()["classified"].found_in(text)


@cache
def forbidden() -> dict[str, Forbidden]:
    problems: list[Problem] = []
    slots = Slots(WORDS.name, read_tree(WORDS, problems), problems)
    read = {kind: _read(kind, Slots(kind, slots.take(kind), problems)) for kind in KINDS}
    slots.close()
    if problems:
        says = Say("不得出现的词表有误，请逐条改正", "the list of forbidden words has mistakes; mend each")
        raise Refused("items.forbidden", says, problems)
    return read


def _read(kind: str, slots: Slots) -> Forbidden:
    english = "|".join(re.escape(word) for word in slots.items("en"))
    read = Forbidden(
        kind,
        slots.word("value"),
        tuple(slots.items("zh")),
        re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
        frozenset(slots.items("keys")),
    )
    slots.close()
    return read


def refusal(kind: str, word: Quoted | str, what: Say) -> Say:
    """Why `what` (a field's label, a paper's title) is refused."""
    if kind == "classified":
        return Say(
            f"{what.zh}问到了“{word}”：工程的位置、编号、防护等级、战时功能不得进入本系统，请当面核验，只填证书编号",
            f"{what.en} asks for “{word}”: where works are, their number, protection and wartime use never enter this "
            "system; check them at the counter and ask for the certificate's number only",
        )
    return Say(
        f"{what.zh}写了“{word}”：兜底要求让人不知道要交什么，请逐项列明",
        f"{what.en} says “{word}”: nobody can tell what to bring; list each thing",
    )
