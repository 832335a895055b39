"""公开保密审查: what becomes public was looked at by somebody else, exactly as it is."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.files.models import SecrecyCheck
from qinqing.files.publication import Publication, may_be_published, publication
from qinqing.files.services import record_secrecy_check
from qinqing.record.models import Entry
from qinqing.refusals import Refused
from tests.support.people import Office, make_actor

pytestmark = pytest.mark.django_db
WORDS = "逐项看过，没有国家秘密，没有个人信息。"


@pytest.fixture
def author(office: Office) -> Actor:
    return make_actor(Role.CLERK, office.clerk)


@pytest.fixture
def checker(office: Office) -> Actor:
    return make_actor(Role.REVIEWER, office.officials["lawyer"])


def decision(author: Actor, text: str = "准予许可。") -> Publication:
    return publication("decision/2026-000123", {"text": text}, author.user)


def test_nothing_may_be_published_unchecked(author: Actor) -> None:
    assert not may_be_published(decision(author))


def test_what_was_checked_may_be_published_and_nothing_else(author: Actor, checker: Actor) -> None:
    record_secrecy_check(checker, decision(author), "may_publish", WORDS)
    assert may_be_published(decision(author))
    assert not may_be_published(decision(author, "准予许可。另附位置图。"))


def test_the_last_check_counts(author: Actor, checker: Actor) -> None:
    record_secrecy_check(checker, decision(author), "may_publish", WORDS)
    record_secrecy_check(checker, decision(author), "may_not", "复查发现涉及防护等级。")
    assert not may_be_published(decision(author))


def test_who_prepared_it_does_not_check_it(author: Actor) -> None:
    with pytest.raises(Refused) as why:
        record_secrecy_check(author, decision(author), "may_publish", WORDS)
    assert why.value.code == "secrecy.own_work"


def test_the_database_holds_no_check_by_its_author(author: Actor, checker: Actor) -> None:
    check = record_secrecy_check(checker, decision(author), "may_publish", WORDS)
    with pytest.raises(IntegrityError):
        SecrecyCheck.objects.filter(pk=check.pk).update(checked_by=author.user)


def test_a_check_says_what_was_looked_at(author: Actor, checker: Actor) -> None:
    with pytest.raises(Refused) as why:
        record_secrecy_check(checker, decision(author), "may_publish", " ")
    assert why.value.code == "secrecy.words_missing"


def test_its_entry_tells_the_outcome_and_not_the_words(author: Actor, checker: Actor) -> None:
    record_secrecy_check(checker, decision(author), "ask_above", WORDS)
    body = bytes(Entry.objects.get(type="files.check_secrecy").body)
    assert json.loads(body)["pub"] == {"outcome": "ask_above"}
    assert "国家秘密".encode() not in body
