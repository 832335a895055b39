"""Keys of notes: a name, the way they sign, and the text forms by which they are published and kept."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field

from qinqing.tlog import refusals
from qinqing.tlog.profile import TYPES, Profile, profile
from qinqing.tlog.text import from_base64, to_base64

PRIVATE = "PRIVATE+KEY+"
SHOWN = 60
KEY = re.compile(r"(?P<name>[^+]*)\+(?P<id>[0-9a-f]{8})\+(?P<key>.*)\Z", re.DOTALL)


# Unicode's White_Space, written out: every reader, in whatever language and year, has the same list.
SPACES = frozenset(
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def is_key_name(name: str) -> bool:
    """Not empty, no space of any kind, no plus."""
    return bool(name) and "+" not in name and SPACES.isdisjoint(name)


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key by which notes are opened. `cosigns`: it signs as witnesses do, with a time."""

    name: str
    profile: Profile
    public: bytes
    cosigns: bool = False

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise refusals.key_name(self.name)

    @property
    def key_id(self) -> bytes:
        return _key_id(self.profile, self.name, self._typed)

    @property
    def _typed(self) -> bytes:
        return _type(self.profile, self.cosigns) + self.public

    def verifies(self, signature: bytes, message: bytes) -> bool:
        return self.profile.keys.verifies(self.public, signature, message)

    def __str__(self) -> str:
        """As it is published: name+id+key."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(self._typed)}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and the name it signs under; never shown by `repr`."""

    name: str
    profile: Profile
    private: bytes = field(repr=False)
    cosigns: bool = False

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.profile, self.profile.keys.public_of(self.private), self.cosigns)

    @property
    def key_id(self) -> bytes:
        return self.verifier.key_id

    def sign(self, message: bytes) -> bytes:
        return self.profile.keys.sign(self.private, message)

    def secret(self) -> str:
        """As it is kept: PRIVATE+KEY+name+id+key."""
        typed = _type(self.profile, self.cosigns) + self.private
        return f"{PRIVATE}{self.name}+{self.key_id.hex()}+{to_base64(typed)}"


def _type(of: Profile, cosigns: bool) -> bytes:
    return of.types.cosignature if cosigns else of.types.signature


def _key_id(of: Profile, name: str, typed: bytes) -> bytes:
    return of.tree.digest(name.encode() + b"\n" + typed)[:4]


def new_signer(name: str, of: Profile, *, cosigns: bool = False) -> Signer:
    """A new key under this name; a name that no note can carry is refused."""
    if not is_key_name(name):
        raise refusals.key_name(name)
    return Signer(name, of, of.keys.generate(), cosigns)


def read_verifier(text: str) -> Verifier:
    """The key published as `text`; refuses whatever `str()` of a key would not write."""
    shown = text[:SHOWN]
    name, of, cosigns, public = _taken_apart(text, shown)
    if len(public) == of.keys.public_bytes:
        found = Verifier(name, of, public, cosigns)
        if str(found) == text:
            if of.keys.is_weak(public):
                raise refusals.weak_key(name)
            return found
    raise refusals.verifier_key(shown)


def read_signer(text: str) -> Signer:
    """The key kept as `text`; a refusal shows nothing of it."""
    shown = PRIVATE + "…"
    name, of, cosigns, private = _taken_apart(text.removeprefix(PRIVATE), shown)
    if of.keys.is_private(private):
        found = Signer(name, of, private, cosigns)
        if hmac.compare_digest(found.secret().encode(), text.encode()):
            return found
    raise refusals.verifier_key(shown)


def _taken_apart(text: str, shown: str) -> tuple[str, Profile, bool, bytes]:
    """Name, profile, whether it cosigns, and the bytes after the type."""
    found = KEY.match(text)
    typed = from_base64(found["key"]) if found else None
    if found and typed and is_key_name(found["name"]):
        for name, types in TYPES.items():
            for cosigns, start in ((False, types.signature), (True, types.cosignature)):
                if typed.startswith(start):
                    return found["name"], profile(name), cosigns, typed[len(start) :]
    raise refusals.verifier_key(shown)
