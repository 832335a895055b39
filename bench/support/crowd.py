"""People at their browsers: `Person` is who asks for what, `crowd` lets them, each at a pace of their own.

One process and one thread, so that asking costs little of the two cores the answers are made on.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

SHARE_OF_WRITES, TAKEN = 0.15, 303


@dataclass
class Person:
    """`reads`: addresses; `writes`: (address, form). A form that has `seen` is sent with the version it has by now."""

    cookie: str
    token: str
    reads: list[str]
    writes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass
class Heard:
    """Seconds each answer took, by kind; how many of each status; what was wrong."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    refusals: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def figures(self, seconds: float) -> dict[str, Any]:
        answered = len(self.reads) + len(self.writes)
        return {
            "answered_per_s": round(answered / seconds, 1),
            "statuses": dict(self.statuses),
            "connections_lost": dict(self.lost),
            **{f"reads_{name}": figure for name, figure in spread(self.reads).items()},
            **{f"writes_{name}": figure for name, figure in spread(self.writes).items()},
            **{f"refusals_{name}": figure for name, figure in spread(self.refusals).items()},
        }


def spread(times: list[float]) -> dict[str, float]:
    if len(times) < 2:
        return {}
    at = quantiles(times, n=100, method="inclusive")
    return {"median_ms": round(1000 * at[49], 1), "p99_ms": round(1000 * at[98], 1)}


def crowd(port: int, people: list[Person], seconds: float, pause: float) -> Heard:
    """Everybody asks, reads for about `pause` seconds, asks again; who just came comes within one pause."""
    heard = Heard()

    async def all_of_them() -> None:
        ends = time.monotonic() + seconds
        await asyncio.gather(
            *(visit(port, person, random.Random(n), ends, pause, heard) for n, person in enumerate(people))
        )

    asyncio.run(all_of_them())
    return heard


async def visit(
    port: int, person: Person, chance: random.Random, ends: float, pause: float, heard: Heard
) -> None:
    connection: Any = None
    await asyncio.sleep(chance.uniform(0, pause))
    while time.monotonic() < ends:
        writes = bool(person.writes) and chance.random() < SHARE_OF_WRITES
        address, form = chance.choice(person.writes) if writes else (chance.choice(person.reads), {})
        request = posted(person, address, form) if writes else got(person, address)
        begun = time.monotonic()
        try:
            connection = connection or await asyncio.open_connection("127.0.0.1", port)
            status = await asked(*connection, request)
        except (OSError, asyncio.IncompleteReadError) as error:
            heard.lost[type(error).__name__] += 1
            connection = None
            continue
        took = time.monotonic() - begun
        heard.statuses[f"{'write' if writes else 'read'} {status}"] += 1
        if "seen" in form and status == TAKEN:
            form["seen"] += 1
        kind = heard.refusals if status in (429, 503) else heard.writes if writes else heard.reads
        kind.append(took)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
    if connection:
        connection[1].close()


def got(person: Person, address: str) -> bytes:
    return _head("GET", address, person) + b"\r\n"


def posted(person: Person, address: str, form: dict[str, Any]) -> bytes:
    body = urlencode({**form, "csrfmiddlewaretoken": person.token}).encode()
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", address, person) + kind.encode() + body


def _head(method: str, address: str, person: Person) -> bytes:
    return f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {person.cookie}\r\n".encode()


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    """The status of the answer, once it has come whole."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in lines:
        await reader.readexactly(int(lines["content-length"]))
    else:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split(" ", 2)[1])
