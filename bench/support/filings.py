"""Filings in one installation: `python -m bench.support.filings '{"clerks": …, "seconds": …}'`.

Each of the threads, in one of two processes as a site has them, files as often as it can for its firms in turn: two
files looked into and kept, the application filed with its entry. All of it is the product's own.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import threading
import time
from datetime import date
from io import BytesIO
from itertools import cycle
from typing import Any

import pikepdf

from bench.support.writing import FORKED, PROCESSES, hundredths
from tests.durability import office

TWO_PAPERS = ("use_plan", "fire_safety_duty")
ITEM, SINCE, FIRMS = "cad-peacetime-registration", date(2026, 1, 1), 100


def main(threads: int, seconds: float) -> dict[str, Any]:
    office.bring_up()
    firms = prepare(threads)
    together, answers = FORKED.Barrier(PROCESSES), FORKED.SimpleQueue()
    running = [
        FORKED.Process(target=lambda share=share: answers.put(times_of(share, seconds, together)))
        for share in (firms[0::2], firms[1::2])
    ]
    for process in running:
        process.start()
    times = [one for _ in running for one in answers.get()]
    for process in running:
        process.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "threads": threads,
        "filed": filed(),
        "filed_per_s": round(len(times) / seconds, 1),
        **hundredths(times),
        "cpu_ms_per_filing": round((used.ru_utime + used.ru_stime) * 1000 / max(1, len(times)), 2),
    }


def prepare(threads: int) -> list[int]:
    """A unit that takes the item, and for each thread an agent of many firms: the agents' keys."""
    from django.db import connection
    from django.utils import timezone

    from qinqing.accounts.models import Authorisation
    from qinqing.accounts.roles import Role
    from qinqing.affairs.models import ItemUnit
    from qinqing.organisations.models import Enterprise
    from tests.support.people import make_office, make_user

    scene = make_office()
    ItemUnit.objects.create(
        item=ITEM, department=scene.departments["works"], receiver=scene.clerk, since=SINCE
    )
    people = []
    for n in range(threads):
        person = make_user(Role.ENTERPRISE, name=f"person-{n}")
        firms = [
            Enterprise(key=f"91419BENCH{n:03d}{m:05d}", name=f"第{n}-{m}号试验有限公司", size="small")
            for m in range(FIRMS)
        ]
        given = {"user": person, "since": SINCE, "approved_at": timezone.now()}
        Authorisation.objects.bulk_create(
            [Authorisation(enterprise=firm, **given) for firm in Enterprise.objects.bulk_create(firms)]
        )
        people.append(person.pk)
    connection.close()  # none is open in two processes
    return people


def times_of(people: list[int], seconds: float, together: Any) -> list[float]:
    """Seconds of each filing of these people, begun when all had filed once."""
    times: list[list[float]] = [[] for _ in people]
    ready = threading.Barrier(len(people), action=together.wait)

    def write(person: int, mine: list[float]) -> None:
        file = filer(person)
        file()
        ready.wait()
        ends = time.monotonic() + seconds
        while (begun := time.monotonic()) < ends:
            file()
            mine.append(time.monotonic() - begun)

    threads = [threading.Thread(target=write, args=pair) for pair in zip(people, times, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for mine in times for one in mine]


def filer(person: int) -> Any:
    """One filing of this person's, with two files of its own."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import User
    from qinqing.affairs.offered import item_of
    from qinqing.affairs.services import filing
    from qinqing.affairs.services.papers import OWNER
    from qinqing.affairs.tests.scene import answers
    from qinqing.files.services import receive_all
    from qinqing.organisations.models import Enterprise

    actor, body = actor_of(User.objects.get(pk=person)), pdf()
    item, firms = item_of(ITEM), cycle(Enterprise.objects.filter(pk__in=actor.enterprise_ids))
    papers = [one.key for one in item.papers if one.required and one.key in TWO_PAPERS]
    count = 0

    def file() -> None:
        nonlocal count
        count += 1
        two = [SimpleUploadedFile(f"{n}.pdf", body) for n in "ab"]
        kept = receive_all(actor, two, owner=OWNER)
        given = {
            paper: {"how": "file", "files": [str(one.pk)]} for paper, one in zip(papers, kept, strict=True)
        }
        filing.file_in_one(actor, next(firms), ITEM, f"{count}", answers(ITEM), given)

    return file


def pdf() -> bytes:
    """One page of a form, of a size people send."""
    made, out = pikepdf.new(), BytesIO()
    for _ in range(3):
        page = made.add_blank_page()
        page.Contents = made.make_stream(b"BT /F1 12 Tf 72 720 Td (%s) Tj ET\n" % b"x" * 200)
    made.save(out)
    return out.getvalue()


def filed() -> int:
    from qinqing.affairs.models import Application

    return Application.objects.count()


if __name__ == "__main__":
    multiprocessing.set_start_method("fork", force=True)
    print(json.dumps(main(*json.loads(sys.argv[1]))))
