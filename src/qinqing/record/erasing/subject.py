"""Who is erased, by all that leads to them, and what stands in their place from then on."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qinqing.record.openings import named

CLEARED, CLEARED_EN = "（已清除）", "(erased)"
# Shorter ids, and short numbers, stand in texts as something else too: they are sought where ids stand, not in prose.
DISTINCT = re.compile(r"(?=.*[^0-9]).{4,}|.{6,}", re.DOTALL)
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Subject:
    """A person as this store knows them.

    `keys`: their ids here (staff number, sign-in names, id of a holder) · `names`: written in texts ·
    `stand_in`: what every id becomes · `relatives`: ids this store has only because they are kin · `officials`, `users`, `enterprises`: their rows · `listed`: pseudonyms of theirs
    that the list of erasures has, whatever this store still knows.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...] = ()
    stand_in: str = ""
    officials: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()
    enterprises: frozenset[int] = frozenset()
    listed: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The pseudonyms under which openings about them lie."""
        return tuple(dict.fromkeys((*map(named, self.keys), *self.listed)))

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be found nowhere afterwards."""
        return (*(key for key in self.keys if DISTINCT.fullmatch(key)), *self._names)

    def replaced(self, text: str) -> str:
        """The text with the stand-in for every id and a word for every name."""
        if text in self.keys:
            return self.stand_in
        text = self._in_ids.sub(self.stand_in, text) if self._in_ids else text
        text = self._in_prose.sub(self.stand_in, text) if self._in_prose else text
        return self._named.sub(CLEARED, text) if self._named else text

    def rid(self, value: Any) -> Any:
        """The same through whatever JSON holds, keys of objects included."""
        match value:
            case str():
                return self.replaced(value)
            case list() | tuple():
                return [self.rid(inner) for inner in value]
            case dict():
                return {self.rid(key): self.rid(inner) for key, inner in value.items()}
            case _:
                return value

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if len(name) >= SHORTEST_NAME)

    @cached_property
    def _in_ids(self) -> re.Pattern[str] | None:
        """An id as a part of what is put together from ids: `officials:GW001`, `GW001/2026-03`, `a|b`."""
        return re.compile(rf"(?<![^:/|·]){_any(self.keys)}(?![^/|·])") if self.keys else None

    @cached_property
    def _in_prose(self) -> re.Pattern[str] | None:
        found = [key for key in self.keys if DISTINCT.fullmatch(key)]
        return re.compile(rf"(?<![0-9A-Za-z_]){_any(found)}(?![0-9A-Za-z_])") if found else None

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        return re.compile(_any(self._names)) if self._names else None


def new_stand_in() -> str:
    """By chance, so that no key of this installation leads back to the person."""
    return f"erased-{secrets.token_hex(6)}"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
