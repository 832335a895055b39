"""A person's key: one for all who ask, readable by nobody else, and once destroyed nothing it sealed opens."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qinqing.record.keystore import Broken, KeyGone, KeyStore

PERSON, OTHER, PURPOSE = "0f" * 8, "1e" * 8, b"entry"


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "people")


def test_what_was_sealed_opens_for_its_purpose_and_no_other(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, "某人的话".encode(), PURPOSE)
    assert keys.open(PERSON, sealed, PURPOSE).decode() == "某人的话"
    with pytest.raises(Broken):
        keys.open(PERSON, sealed, b"another entry")


def test_another_persons_key_does_not_open_it(keys: KeyStore) -> None:
    keys.seal(OTHER, b"", PURPOSE)
    with pytest.raises(Broken):
        keys.open(OTHER, keys.seal(PERSON, b"words", PURPOSE), PURPOSE)


def test_every_byte_of_what_is_sealed_counts(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, b"words", PURPOSE)
    for place in range(len(sealed)):
        flipped = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        with pytest.raises(Broken):
            keys.open(PERSON, flipped, PURPOSE)


def test_the_same_words_are_sealed_differently_each_time(keys: KeyStore) -> None:
    assert keys.seal(PERSON, b"words", PURPOSE) != keys.seal(PERSON, b"words", PURPOSE)


def test_a_destroyed_key_opens_nothing_and_leaves_no_file(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, b"words", PURPOSE)
    assert keys.destroy(PERSON)
    assert not keys.destroy(PERSON)
    assert list(keys.people()) == []
    with pytest.raises(KeyGone):
        keys.open(PERSON, sealed, PURPOSE)


def test_a_key_overwritten_but_not_yet_removed_is_gone_too(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, b"words", PURPOSE)
    next((keys.folder / PERSON[:2]).iterdir()).write_bytes(bytes(32))
    with pytest.raises(KeyGone):
        keys.open(PERSON, sealed, PURPOSE)
    with pytest.raises(KeyGone):
        keys.seal(PERSON, b"words", PURPOSE)


def test_all_who_come_at_once_get_the_same_key(keys: KeyStore) -> None:
    with ThreadPoolExecutor(16) as together:
        sealed = [*together.map(lambda n: keys.seal(PERSON, str(n).encode(), PURPOSE), range(64))]
    assert [keys.open(PERSON, one, PURPOSE) for one in sealed] == [str(n).encode() for n in range(64)]
    assert [*keys.people()] == [PERSON]


def test_only_the_owner_reads_keys(keys: KeyStore) -> None:
    keys.seal(PERSON, b"", PURPOSE)
    (key,) = (keys.folder / PERSON[:2]).iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "../x", "GW001", "0f/0f"])
def test_a_person_is_named_by_a_pseudonym_only(keys: KeyStore, name: str) -> None:
    with pytest.raises(ValueError, match="no pseudonym"):
        keys.seal(name, b"", PURPOSE)
