"""A token asks so many times a minute, over all processes; beyond, 429 at once, and it harms nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.test import Client

from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.api import rate
from qinqing.api.models import Token
from tests.support.people import Office, make_office, make_user, with_token

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
AT = datetime.fromisoformat("2026-10-20T12:00:48+08:00")


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[Any]:
    settings.API_RATE = 3
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def maker(office: Office) -> User:
    return make_user(Role.ENTERPRISE)


@pytest.fixture
def program(office: Office, maker: User) -> Client:
    return with_token(maker, office.firm)


def asked(program: Client, times: int) -> list[int]:
    return [program.get("/api/v1/me").status_code for _time in range(times)]


def test_beyond_the_rate_it_is_refused_with_when_to_come_again(program: Client) -> None:
    assert asked(program, 3) == [200, 200, 200]
    answer = program.get("/api/v1/me")
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert answer["Retry-After"] == "12" and problem["code"] == "token.too_often"
    assert "12 秒" in problem["remedy"]["zh"] and "12 seconds" in problem["remedy"]["en"]


def test_the_next_minute_it_may_ask_again(program: Client, clock: Any) -> None:
    assert asked(program, 4) == [200, 200, 200, 429]
    clock.shift(11)
    assert asked(program, 1) == [429]
    clock.shift(1)
    assert asked(program, 4) == [200, 200, 200, 429]


def test_another_token_and_open_data_go_on(program: Client, maker: User) -> None:
    asked(program, 4)
    assert asked(with_token(maker, Token.objects.get().enterprise), 1) == [200]
    assert Client().get("/api/v1/items").status_code == 200


def test_every_process_counts_the_same_minute(program: Client, settings: Any) -> None:
    """A process knows only what it took from the row: forgotten, it is another one."""
    settings.API_RATE, answers = 50, []
    for _process in range(40):
        rate._turns.clear()
        answers += asked(program, 1)
    assert answers.count(200) == 25  # each of the 25 took a handful of two
    rate._turns.clear()
    settings.API_RATE = 7
    Token.objects.update(turns=0)
    assert asked(program, 9) == [200] * 7 + [429] * 2


def test_once_refused_the_rest_of_the_minute_is_refused_without_a_write(
    program: Client, django_assert_max_num_queries: Any
) -> None:
    asked(program, 4)
    with django_assert_max_num_queries(1):  # which token it is
        assert asked(program, 1) == [429]


def test_a_post_refused_has_filed_nothing(program: Client) -> None:
    asked(program, 3)
    assert program.post("/api/v1/drafts", "{", content_type="application/json").status_code == 429


def test_threads_at_once_are_given_no_turn_twice(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token, given = Token.objects.get(), []
    taken = iter([20, 20, 10])
    monkeypatch.setattr(rate, "_taken", lambda *_: next(taken, 0))

    def ask() -> None:
        for _time in range(25):
            try:
                rate.take_turn(token)
            except rate.refusals.TooOften:
                continue
            given.append(1)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 50
