"""Writers of entries in one installation: `python -m bench.support.writing '{"how": …, "writers": …, "seconds": …}'`.

Each writer is a thread with a connection and a case of its own, in one of two processes, as a site has them; the acts
are the product's: a service that writes one entry. `how` "outbox" is as the product does it. "chain" takes the one lock
of a serial hash chain first and holds it until the act is on the disk, as each link must. `every_s`: a writer has an act
to do about so often, and how long it takes counts from when it was due; 0 writes as fast as it goes.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from tests.durability import office

PROCESSES, CASES, FORKED = 2, 256, multiprocessing.get_context("fork")
WORDS = "某企业的申请，已收到"
Times = list[tuple[float, bool]]  # seconds an act took, and whether it was done within the time measured


@dataclass(frozen=True)
class Asked:
    how: str
    writers: int
    seconds: float
    every_s: float = 0

    @property
    def shares(self) -> list[range]:
        """Each process' writers."""
        return [range(first, self.writers, PROCESSES) for first in range(min(PROCESSES, self.writers))]


def main(asked: Asked) -> dict[str, Any]:
    office.bring_up()
    act, together = acts()[asked.how], FORKED.Barrier(len(asked.shares))
    answers = FORKED.SimpleQueue()
    running = [
        FORKED.Process(target=lambda share=share: answers.put(times_of(act, share, asked, together)))
        for share in asked.shares
    ]
    for process in running:
        process.start()
    times = [one for _ in running for one in answers.get()]
    for process in running:
        process.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "writers": asked.writers,
        "appends_per_s": round(sum(in_time for _, in_time in times) / asked.seconds, 1),
        **hundredths([took for took, _ in times]),
        "writers_cpu_ms_per_append": round((used.ru_utime + used.ru_stime) * 1000 / max(1, len(times)), 2),
    }


def hundredths(times: list[float]) -> dict[str, float]:
    at = quantiles(times, n=100, method="inclusive")
    named = {"median_ms": at[49], "p99_ms": at[98], "most_ms": max(times)}
    return {name: round(1000 * value, 1) for name, value in named.items()}


def acts() -> dict[str, Callable[[str], None]]:
    from django.db import connection

    from qinqing.record.models import Case, Sequence
    from qinqing.record.services import Machine, service, write_entry

    @service("bench.append")
    def say(case: str) -> None:
        write_entry(Machine(), case, {"words": WORDS})

    @service("bench.append")
    def say_chained(case: str) -> None:
        """Each link holds the one before: whoever appends keeps the end of the chain until its act is committed."""
        end = Sequence.objects.select_for_update().get(pk=1)
        write_entry(Machine(), case, {"words": WORDS, "after": end.size})
        end.size += 1
        end.save(update_fields=("size",))

    Sequence.objects.get_or_create(pk=1)
    Case.objects.bulk_create([Case(key=f"bench/{n}") for n in range(CASES)], ignore_conflicts=True)
    connection.close()  # none is open in two processes
    return {"outbox": say, "chain": say_chained}


def times_of(act: Callable[[str], None], share: range, asked: Asked, together: Any) -> Times:
    """Each act of these writers, begun when all writers of all processes had acted once."""
    times: list[Times] = [[] for _ in share]
    ready = threading.Barrier(len(share), action=together.wait)

    def write(number: int, mine: Times) -> None:
        chance, case = random.Random(number), f"bench/{number}"
        act(case)
        ready.wait()
        ends = time.monotonic() + asked.seconds
        due = time.monotonic() + chance.uniform(0, asked.every_s)
        while due < ends:
            time.sleep(max(0, due - time.monotonic()))
            act(case)
            done = time.monotonic()
            mine.append((done - due, done <= ends))
            due = due + chance.uniform(0.5, 1.5) * asked.every_s if asked.every_s else done

    threads = [threading.Thread(target=write, args=pair) for pair in zip(share, times, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for mine in times for one in mine]


if __name__ == "__main__":
    print(json.dumps(main(Asked(**json.loads(sys.argv[1])))))
