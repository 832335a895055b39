"""Some are worked on, some wait, the rest hear so at once; a place is given back however an answer ends."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from qinqing.api.problems import plain
from qinqing.web.admission import Admission
from qinqing.web.bodies import TAKING_IN


class Site:
    """An application that answers when it is told to; `at_once` is the most it ever worked on."""

    def __init__(self) -> None:
        self.go, self.at_work, self.at_once = threading.Event(), 0, 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        with self._lock:
            self.at_work += 1
            self.at_once = max(self.at_once, self.at_work)
        self.go.wait(10)
        with self._lock:
            self.at_work -= 1
        start_response("200 OK", [])
        return [b"page"]


def ask(application: Any, heard: list[str] | None = None) -> list[str]:
    heard = [] if heard is None else heard
    answer = application({}, lambda status, headers: heard.append(status))
    b"".join(answer)
    return heard


def until(holds: Any) -> None:
    waited = threading.Event()
    for _ in range(1000):
        if holds():
            return
        waited.wait(0.01)
    raise AssertionError("it never came to this")


def test_two_are_worked_on_three_wait_and_the_sixth_is_refused_at_once() -> None:
    site = Site()
    door, heard = Admission(site, worked_on=2, waiting=3, patience=10), list[str]()
    asking = [threading.Thread(target=ask, args=(door, heard)) for _ in range(5)]
    for thread in asking:
        thread.start()
    until(lambda: site.at_work == 2 and door._inside._value == 0)
    assert ask(door) == ["503 Service Unavailable"]
    site.go.set()
    for thread in asking:
        thread.join()
    assert heard == ["200 OK"] * 5
    assert site.at_once == 2
    assert ask(door) == ["200 OK"]


def test_whoever_waited_long_enough_is_told_and_makes_room() -> None:
    site = Site()
    door = Admission(site, worked_on=1, waiting=1, patience=0.05)
    first = threading.Thread(target=ask, args=(door,))
    first.start()
    until(lambda: site.at_work == 1)
    assert [ask(door), ask(door)] == [["503 Service Unavailable"]] * 2
    site.go.set()
    first.join()
    assert ask(door) == ["200 OK"]


def test_an_error_gives_its_place_back() -> None:
    def broken(environ: Any, start_response: Any) -> list[bytes]:
        raise ValueError

    door = Admission(broken, worked_on=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError):
            ask(door)


class Stream:
    streaming = True

    def __init__(self) -> None:
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"row"
        yield b"row"

    def close(self) -> None:
        self.closed = True


def test_a_long_answer_keeps_its_place_until_its_end_or_until_the_reader_leaves() -> None:
    stream = Stream()
    door = Admission(lambda environ, start_response: stream, worked_on=1, waiting=0)
    answer = iter(door({}, None))
    assert next(answer) == b"row"
    assert ask(door) == ["503 Service Unavailable"]
    answer.close()  # type: ignore[attr-defined]
    assert stream.closed
    assert b"".join(door({}, None)) == b"rowrow"


def test_the_refusal_says_that_nothing_was_taken_and_when_to_come_again() -> None:
    told: dict[str, str] = {}
    door = Admission(lambda environ, start_response: [], worked_on=0, waiting=0)
    page = b"".join(door({}, lambda status, headers: told.update(headers))).decode()
    assert told["Retry-After"] == "5"
    assert "没有提交" in page and "Nothing of what you sent was taken" in page


def test_a_program_turned_away_reads_why_like_any_other_problem() -> None:
    told: list[Any] = []
    door = Admission(lambda environ, start_response: [], worked_on=0, waiting=0)
    body = b"".join(door({"PATH_INFO": "/api/v1/items"}, lambda *given: told.append(given)))
    status, headers = told[0]
    assert status.startswith("503") and dict(headers)["Content-Type"] == "application/problem+json"
    problem, ours = json.loads(body), json.loads(plain(503).content)
    assert {*problem} == {*ours} and problem["code"] == ours["code"]


class Sender:
    """Sends `first`, and the rest only once it is let."""

    def __init__(self, first: bytes, rest: bytes = b""):
        self.pieces, self.go = [first, rest], threading.Event()

    def read(self, size: int) -> bytes:
        if len(self.pieces) == 1:
            self.go.wait(10)
        return self.pieces.pop(0) if self.pieces else b""


def sent(application: Any, sender: Sender, length: int) -> str:
    heard: list[str] = []
    environ = {"CONTENT_LENGTH": str(length), "wsgi.input": sender}
    b"".join(application(environ, lambda status, headers: heard.append(status)))
    return heard[0]


def reading(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read() if "wsgi.input" in environ else b""]


def test_whoever_sends_slowly_keeps_nobody_from_reading() -> None:
    door, slow = Admission(reading, worked_on=1, waiting=0), Sender(b"a=", b"b")
    came: list[str] = []
    thread = threading.Thread(target=lambda: came.append(sent(door, slow, 3)))
    thread.start()
    until(lambda: len(slow.pieces) == 1)
    assert ask(door) == ["200 OK"]
    slow.go.set()
    thread.join()
    assert came == ["200 OK"]


def test_more_slow_senders_than_may_be_are_told_to_come_again() -> None:
    door, slow = Admission(reading, worked_on=1, waiting=0), [Sender(b"a=", b"b") for _ in range(TAKING_IN)]
    threads = [threading.Thread(target=sent, args=(door, one, 3)) for one in slow]
    for thread in threads:
        thread.start()
    until(lambda: all(len(one.pieces) == 1 for one in slow))
    assert sent(door, Sender(b"a=b"), 3).startswith("503")
    for one, thread in zip(slow, threads, strict=True):
        one.go.set()
        thread.join()
    assert sent(door, Sender(b"a=b"), 3) == "200 OK"


def test_half_a_form_is_no_form() -> None:
    assert sent(Admission(reading), Sender(b"a=b&c="), 9).startswith("400")


def test_what_is_longer_than_any_form_is_not_read_here() -> None:
    sender = Sender(b"a=b")
    assert sent(Admission(lambda environ, start: start("413", []) or []), sender, 21_000_001) == "413"
    assert len(sender.pieces) == 2
