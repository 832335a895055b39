"""Copies of the keys live for days only, and no copy brings back whom two people had erased."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from qinqing.record import keybackups
from qinqing.record.keystore import KeyGone, KeyStore
from qinqing.record.models import Erased
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
PERSON, OTHER, PURPOSE = "0f" * 8, "1e" * 8, b"entry"
NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> KeyStore:
    settings.PEOPLE_KEYS, settings.KEY_BACKUPS = tmp_path / "people", tmp_path / "copies"
    settings.KEY_BACKUP_DAYS = 7
    return KeyStore(tmp_path / "people")


def test_a_copy_opens_what_the_keystore_opens(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, b"words", PURPOSE)
    assert KeyStore(keybackups.back_up()).open(PERSON, sealed, PURPOSE) == b"words"


@pytest.mark.parametrize(("days", "kept"), [(7, True), (8, False)])
def test_a_copy_past_its_days_is_destroyed_with_every_key(keys: KeyStore, days: int, kept: bool) -> None:
    keys.seal(PERSON, b"words", PURPOSE)
    with time_machine.travel(NOON):
        copy = keybackups.back_up()
    with time_machine.travel(NOON + timedelta(days=days)):
        past = keybackups.prune()
    assert (past, copy.exists()) == (([], True) if kept else ([copy], False))


def test_a_new_copy_destroys_the_old_ones(keys: KeyStore) -> None:
    with time_machine.travel(NOON):
        old = keybackups.back_up()
    with time_machine.travel(NOON + timedelta(days=30)):
        new = keybackups.back_up()
    assert [path for _, path in keybackups.copies()] == [new] and not old.exists()


def test_a_copy_cut_short_is_no_copy_and_goes(keys: KeyStore, settings: Any) -> None:
    half = settings.KEY_BACKUPS / ".copying-x" / PERSON[:2]
    half.mkdir(parents=True)
    (half / PERSON).write_bytes(bytes(range(32)))
    assert keybackups.copies() == []
    keybackups.prune()
    assert not half.exists()


def test_what_is_no_copy_is_left_alone(settings: Any) -> None:
    (settings.KEY_BACKUPS / "Take-me-not").mkdir(parents=True)
    keybackups.prune()
    assert (settings.KEY_BACKUPS / "Take-me-not").is_dir()


def test_an_erased_persons_key_goes_from_every_copy_at_once(keys: KeyStore) -> None:
    sealed = keys.seal(PERSON, b"words", PURPOSE)
    keys.seal(OTHER, b"", PURPOSE)
    copy = KeyStore(keybackups.back_up())
    assert keybackups.destroy_everywhere([PERSON]) == 2
    for store in (keys, copy):
        assert [*store.people()] == [OTHER]
        with pytest.raises(KeyGone):
            store.open(PERSON, sealed, PURPOSE)


def test_missing_keys_come_back_but_those_of_the_erased(keys: KeyStore) -> None:
    keys.seal(PERSON, b"", PURPOSE)
    keys.seal(OTHER, b"", PURPOSE)
    copy = keybackups.back_up()
    for person in (PERSON, OTHER):
        keys.destroy(person)
    Erased.objects.create(
        id="00000000-0000-4000-8000-000000000000", people=[PERSON], stand_in="erased-x", at=timezone.now()
    )
    assert keybackups.bring_back(copy) == 1
    assert [*keys.people()] == [OTHER]


def test_a_key_that_is_there_is_not_replaced_by_an_older_one(keys: KeyStore) -> None:
    keys.seal(PERSON, b"", PURPOSE)
    copy = keybackups.back_up()
    keys.destroy(PERSON)
    sealed = keys.seal(PERSON, b"new", PURPOSE)
    assert keybackups.bring_back(copy) == 0
    assert keys.open(PERSON, sealed, PURPOSE) == b"new"


def test_no_such_copy_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"keys\.no_copy"):
        keybackups.bring_back(tmp_path / "nowhere")
