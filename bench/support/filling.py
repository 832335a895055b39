"""A long log, quickly: `python -m bench.support.filling COUNT` in an installation.

Entries as services write them go into the outbox in bulk; what gives them places, signs and publishes is the product's.
Prints how long that took. Nobody's words lie behind these entries: `log verify --db` would say so.
"""

from __future__ import annotations

import json
import random
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from tests.durability import office

STARTED, CASES, AT_ONCE = datetime(2026, 1, 1, tzinfo=UTC), 1000, 10_000


def main(count: int) -> dict[str, float]:
    office.bring_up()
    from qinqing.record.keeping import keep
    from qinqing.record.sequencing import sequence
    from qinqing.record.signing import SignerProcess

    wait(count)
    started, used = time.monotonic(), time.process_time()
    while sequence():
        pass
    placed, cpu = time.monotonic() - started, time.process_time() - used
    with SignerProcess() as signer:
        keep(signer)
    return {
        "places_s": placed,
        "places_cpu_s": cpu,
        "signed_and_published_s": time.monotonic() - started - placed,
    }


def wait(count: int) -> None:
    """So many entries wait, told of a thousand cases in turn."""
    from django.db import transaction

    from qinqing.record.models import Case, Entry, Waiting

    Case.objects.bulk_create([Case(key=f"bench/{n}") for n in range(CASES)])
    made = entries(count)
    for _ in range(0, count, AT_ONCE):
        some = [*islice(made, AT_ONCE)]
        with transaction.atomic():
            Entry.objects.bulk_create(some, batch_size=1000)
            Waiting.objects.bulk_create([Waiting(entry=entry) for entry in some], batch_size=1000)


def entries(count: int) -> Iterator[object]:
    from qinqing.record.models import Case, Entry
    from qinqing.record.profiles import log_profile
    from qinqing.record.services import EntryType, Machine, body_of
    from qinqing.tlog.canonical import canonical

    chance, kind, leaf = (
        random.Random(1),
        EntryType("bench.append", ("n",), "decide-in-time"),
        log_profile().tree.leaf,
    )
    chains = [Case(key=f"bench/{n}") for n in range(CASES)]
    for number in range(count):
        chain = chains[number % CASES]
        one = Entry(
            id=uuid.UUID(int=chance.getrandbits(128), version=4), type=kind.name, actor="0" * 16, case=chain
        )
        one.at, one.step = STARTED + timedelta(seconds=number), chain.steps + 1
        said = body_of(one, Machine(), kind, chain.last_entry, chance.randbytes(32).hex(), {"n": number})
        one.body = canonical(said)
        one.leaf = leaf(one.body)
        chain.steps, chain.last_entry = one.step, one.id
        yield one


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
