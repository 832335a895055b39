"""Whom a reader trusts (C2SP tlog-policy): the log's key, the witnesses' keys, and how many of which are enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qinqing.refusals import Refused, Say
from qinqing.tlog import refusals
from qinqing.tlog.checkpoint import Witnessed, open_checkpoint
from qinqing.tlog.keys import Verifier, read_verifier
from qinqing.tlog.text import from_decimal

NONE = "none"
HEAD = "# C2SP tlog-policy。公钥请与从别处得到的核对。 Compare the keys with what you got from elsewhere."
DEMAND = "# 要求至少一家见证的，把末行改为 quorum seen。 To demand a witness, end with: quorum seen"


@dataclass(frozen=True, slots=True)
class Group:
    """Satisfied by `threshold` of its members, witnesses or groups."""

    threshold: int
    members: tuple[Verifier | Group, ...]

    def satisfied(self, cosigned: Iterable[Verifier]) -> bool:
        seen = frozenset(cosigned)
        return sum(_satisfies(member, seen) for member in self.members) >= self.threshold

    def witnesses(self) -> tuple[Verifier, ...]:
        """All under it, each once."""
        found = [one for m in self.members for one in (m.witnesses() if isinstance(m, Group) else (m,))]
        return tuple(dict.fromkeys(found))


def _satisfies(member: Verifier | Group, seen: frozenset[Verifier]) -> bool:
    return member.satisfied(seen) if isinstance(member, Group) else member in seen


@dataclass(frozen=True, slots=True)
class Policy:
    """Logs that are known, and the quorum of witnesses without which none of them is believed."""

    logs: tuple[Verifier, ...]
    quorum: Group

    def open(self, note: bytes) -> Witnessed:
        """The checkpoint in `note`, signed by a known log and by enough witnesses."""
        opened = open_checkpoint(note, self.logs, self.quorum.witnesses())
        if not self.quorum.satisfied(opened.cosigned):
            raise refusals.no_quorum(", ".join(witness.name for witness in opened.cosigned))
        return opened


def simple_policy(log: Verifier, witnesses: Iterable[Verifier] = (), threshold: int = 0) -> Policy:
    """One log, and `threshold` of these witnesses."""
    members = tuple(witnesses)
    if len({key.public for key in (log, *members)}) <= len(members):
        raise ValueError("one key is there twice, and would count twice")
    if log.cosigns or not all(w.cosigns for w in members) or not 0 <= threshold <= len(members):
        raise ValueError("a log signs, witnesses cosign, and no more of them can be asked for than there are")
    return Policy((log,), Group(threshold, members))


def write_policy(log: str, witnesses: Iterable[tuple[str, str]] = ()) -> str:
    """A policy that names a log by its published key and demands no witness; (key, address) of those there are.

    They are given names of their own: a key's name may be a word of the format.
    """
    named = [(f"w{number}", *one) for number, one in enumerate(witnesses, 1)]
    lines = [HEAD, f"log {log}", *(f"witness {name} {key} {url}".rstrip() for name, key, url in named)]
    if named:
        lines += [DEMAND, " ".join(["group seen any", *(name for name, *_ in named)])]
    return "\n".join([*lines, f"quorum {NONE}", ""])


@dataclass(slots=True)
class _Reading:
    logs: list[Verifier] = field(default_factory=list)
    named: dict[str, Verifier | Group] = field(default_factory=lambda: {NONE: Group(0, ())})
    publics: set[bytes] = field(default_factory=set)
    quorum: Verifier | Group | None = None


def read_policy(text: str) -> Policy:
    """The policy in a file's text; URLs in it are passed over, every mistake is refused with its line."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip(" \t").replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if words and not words[0].startswith("#"):
            _read_line(reading, number, words)
    if reading.quorum is None:
        raise refusals.policy_malformed(
            text.count("\n") + 1, Say("没有写见证要求（quorum）", "it has no quorum")
        )
    quorum = reading.quorum
    return Policy(tuple(reading.logs), quorum if isinstance(quorum, Group) else Group(1, (quorum,)))


def _read_line(reading: _Reading, number: int, words: list[str]) -> None:
    match words:
        case ["log", key] | ["log", key, _]:
            reading.logs.append(_key(reading, number, key, cosigns=False))
        case ["witness", name, key] | ["witness", name, key, _]:
            _name(reading, number, name, _key(reading, number, key, cosigns=True))
        case ["group", name, threshold, *members] if members:
            _name(reading, number, name, _group(reading, number, threshold, members))
        case ["quorum", name] if reading.quorum is None and name in reading.named:
            reading.quorum = reading.named[name]
        case _:
            raise refusals.policy_malformed(number, Say("看不懂这一行", "it is not understood"))


def _key(reading: _Reading, number: int, written: str, *, cosigns: bool) -> Verifier:
    try:
        key = read_verifier(written)
    except Refused as refused:
        if refused.code == "profile.unavailable":
            raise
        raise refusals.policy_malformed(number, Say("不是验证密钥", "it has no verifier key")) from None
    if key.cosigns is not cosigns or key.public in reading.publics:
        why = Say("密钥的用途不对，或写了两次", "the key is of the other kind, or written twice")
        raise refusals.policy_malformed(number, why)
    reading.publics.add(key.public)
    return key


def _name(reading: _Reading, number: int, name: str, value: Verifier | Group) -> None:
    if name in reading.named:
        raise refusals.policy_malformed(number, Say(f"“{name}”写了两次", f"{name!r} is written twice"))
    reading.named[name] = value


def _group(reading: _Reading, number: int, threshold: str, names: list[str]) -> Group:
    unknown = [name for name in names if name == NONE or name not in reading.named]
    least = {"any": 1, "all": len(names)}.get(threshold, from_decimal(threshold))
    if unknown or least is None or not 1 <= least <= len(names) or len(set(names)) < len(names):
        raise refusals.policy_malformed(
            number, Say("成员或个数不对", "its members or their number are wrong")
        )
    return Group(least, tuple(reading.named[name] for name in names))
