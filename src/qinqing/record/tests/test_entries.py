"""Entries: chained step by step per case, committed to, and signed by pseudonyms."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from qinqing.record.models import Case, Entry, Opening
from qinqing.record.openings import opened
from qinqing.record.pseudonyms import pseudonym
from qinqing.record.services import Machine, entries_written, service, write_entry
from qinqing.tlog.commitment import commitment


@service("test.chain", fields=("colour",), norm="decide-in-time")
def say(case: str, words: str = "一步", **public: Any) -> Entry:
    return write_entry(Machine(), case, {"words": words}, **public)


def bodies(case: str) -> list[dict[str, Any]]:
    entries = Entry.objects.filter(case_id=case).order_by("step")
    return [json.loads(bytes(entry.body)) for entry in entries]


@pytest.mark.django_db
def test_every_step_of_a_case_names_the_one_before() -> None:
    for _ in range(3):
        say("一案")
    first, second, third = bodies("一案")
    assert [step["cseq"] for step in (first, second, third)] == [1, 2, 3]
    assert (first["cprev"], second["cprev"], third["cprev"]) == (None, first["id"], second["id"])


@pytest.mark.django_db
def test_a_page_hears_which_entries_its_services_wrote() -> None:
    say("一案")
    with entries_written() as heard:
        one, other = say("一案"), say("二案")
        with pytest.raises(ValueError):
            say("一案", size="large")
    say("一案")
    assert heard == [one.pk, other.pk]


@pytest.mark.django_db
def test_cases_are_chained_apart() -> None:
    for case in ("一案", "二案", "一案"):
        say(case)
    assert [step["cseq"] for step in bodies("二案")] == [1]
    assert Case.objects.get(key="一案").steps == 2


@pytest.mark.django_db
def test_whoever_acts_goes_by_one_name_in_a_case_and_by_another_in_the_next() -> None:
    for case in ("一案", "一案", "二案"):
        say(case)
    first, again = (step["actor"] for step in bodies("一案"))
    (elsewhere,) = (step["actor"] for step in bodies("二案"))
    assert first == again != elsewhere
    assert Entry.objects.filter(actor=pseudonym("system")).count() == 3


@pytest.mark.django_db
def test_the_database_itself_holds_one_entry_per_step() -> None:
    entry = say("一案")
    with pytest.raises(IntegrityError):
        Entry.objects.create(type="x", at=entry.at, case_id="一案", step=1, body=b"{}")


@pytest.mark.django_db
def test_an_entry_opens_with_its_salt_and_payload_and_with_no_other() -> None:
    entry = say("一案", "某人说的话")
    salt, payload = opened(Opening.objects.get(entry=entry))
    committed = json.loads(bytes(entry.body))["cm"]["payload"]
    assert committed == commitment(entry.type, salt, payload)
    assert committed != commitment(entry.type, salt, payload + b" ")
    assert committed != commitment("test.other", salt, payload)


@pytest.mark.django_db
def test_the_same_words_twice_are_two_commitments() -> None:
    say("一案", "同一句话")
    say("一案", "同一句话")
    first, second = bodies("一案")
    assert first["cm"] != second["cm"]


def test_the_commitment_is_the_contracts() -> None:
    expected = hashlib.sha256(b"qq-commit/v1\0tag\0" + b"s" * 32 + b"{}").hexdigest()
    assert commitment("tag", b"s" * 32, b"{}") == expected


@pytest.mark.django_db
def test_an_entry_says_role_norm_and_declared_fields_and_no_words() -> None:
    say("疑点一", "张某某", colour="red")
    body = bodies("疑点一")[0]
    assert (body["role"], body["norm"], body["pub"]) == ("system", "decide-in-time", {"colour": "red"})
    assert "张某某" not in str(body)
    assert "疑点一" not in str(body)


@pytest.mark.django_db
def test_what_is_committed_to_may_be_larger_than_an_entry() -> None:
    """A sweep sets thousands of findings in one entry; the entry itself stays small."""
    entry = say("一案", "长" * 100_000)
    assert len(bytes(entry.body)) < 1_000
    assert len(opened(Opening.objects.get(entry=entry))[1]) > 60_000


def test_a_pseudonym_is_stable_and_says_nothing() -> None:
    assert pseudonym("user/1") == pseudonym("user/1")
    assert pseudonym("user/1") != pseudonym("user/2")
    assert "user" not in pseudonym("user/1")


def test_another_installation_has_other_pseudonyms(settings: Any) -> None:
    here = pseudonym("user/1")
    settings.SECRET_KEY = "another-installation-with-its-own-key"
    assert pseudonym("user/1") != here


def test_an_entry_is_written_inside_a_service_only() -> None:
    with pytest.raises(RuntimeError, match="inside a service"):
        write_entry(Machine(), "一案", {})


def test_a_type_is_registered_with_one_set_of_fields() -> None:
    with pytest.raises(ValueError, match="twice"):
        service("test.chain", fields=("size",))


@pytest.mark.django_db(transaction=True)
def test_steps_written_at_the_same_moment_leave_no_gap_and_no_fork() -> None:
    start = threading.Barrier(4)
    threads = [threading.Thread(target=say_at_once, args=(start,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    steps = bodies("一案")
    assert [step["cseq"] for step in steps] == [1, 2, 3, 4]
    assert [step["cprev"] for step in steps] == [None, *(step["id"] for step in steps[:-1])]


def say_at_once(start: threading.Barrier) -> None:
    start.wait()
    try:
        while not _said():
            pass
    finally:
        connection.close()


def _said() -> bool:
    """The test's SQLite lies in memory, where a locked table does not wait: then it is tried again."""
    try:
        return bool(say("一案"))
    except OperationalError as busy:
        if "locked" not in str(busy):
            raise
        return False
