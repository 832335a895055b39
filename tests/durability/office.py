"""What runs in an installation under test, each in a process of its own: `python -m tests.durability.office WHAT`.

found NAME…     the database made, the administrators founded, one account for each name
act NAME        proposes a role for that account, over and over; prints each entry's id once it is acknowledged
work            the log's part of the worker, with its signer
keep            the same, round upon round without a pause
examine         reads what was acknowledged and seen, keeps the log once more, prints what became of it all (JSON)
ids             prints the ids of all entries in the store
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

SYNCHRONOUS = "QINQING_TEST_SYNCHRONOUS"  # SQLite's, in place of the product's own: for controls
SINCE = date(2026, 1, 1)
PASSWORD = "never-signed-in-with"


def bring_up() -> None:
    from qinqing.config import databases, django

    if level := os.environ.get(SYNCHRONOUS):
        command = str(databases.SQLITE_OPTIONS["init_command"])
        databases.SQLITE_OPTIONS["init_command"] = command.replace("=FULL", f"={level}")
        assert level in databases.SQLITE_OPTIONS["init_command"]
    django.bring_up("bureau")


def found(*names: str) -> None:
    from qinqing.accounts.roles import Role
    from qinqing.accounts.services.founding import found_administrators
    from qinqing.accounts.services.grants import create_account
    from qinqing.config.django import migrate
    from qinqing.record.stock import take_stock

    migrate()
    take_stock()
    seats = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    found_administrators({seat: (seat.value, PASSWORD) for seat in seats}, ("first", "second"))
    for name in names:
        create_account(_administrator(), name, PASSWORD, None)


def act(name: str) -> None:
    """Until the process is ended."""
    acts = acting(name)
    while True:
        print(next(acts), flush=True)


def acting(name: str) -> Any:
    """One act after another as a page does it: a protected row and its entry in one transaction."""
    from qinqing.accounts.models import User
    from qinqing.accounts.services.grants import propose_grant

    administrator, user = _administrator(), User.objects.get(username=name)
    while True:
        grant = propose_grant(administrator, user, "clerk", SINCE, None, "试一次")
        yield str(grant.set_by_id)


def _administrator() -> Any:
    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import User

    return actor_of(User.objects.get(username="system_admin"))


def keep(signer: Any = None) -> None:
    """Until the process is ended, as the worker does, but sooner."""
    from qinqing.record import keeping

    keeping.EVERY_SECONDS = keeping.IN_TROUBLE_SECONDS = 0.05
    work(signer)


def work(signer: Any = None) -> None:
    """The log's part of the worker, nothing else."""
    from qinqing.record.keeping import keep_forever
    from qinqing.record.signing import SignerProcess

    with signer or SignerProcess() as asked:
        keep_forever(asked)


def examine() -> None:
    known = json.load(sys.stdin)
    print(json.dumps(examined(known["acknowledged"], known["seen"].encode())))


def examined(acknowledged: list[str], seen: bytes = b"", signer: Any = None) -> dict[str, Any]:
    """What became of it all after a restart, empty where nothing is wrong: `lost`, `twice`, `unpublished` entries,
    `faults` of the log; `entries` counts them. `seen`: a checkpoint somebody outside holds, which the log continues.
    """
    from django.conf import settings

    from qinqing.record.keeping import keep
    from qinqing.record.models import Entry
    from qinqing.record.signer import PUBLIC
    from qinqing.record.signing import SignerProcess
    from qinqing.record.verifying import verify
    from qinqing.tlog.keys import read_verifier

    with signer or SignerProcess() as asked:
        while keep(asked):
            pass
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text(encoding="utf-8").strip())
    faults = verify(key, rows=True).faults
    there, published = {str(pk) for pk in Entry.objects.values_list("pk", flat=True)}, published_ids(key)
    return {
        "lost": sorted({*acknowledged} - {*published}),
        "twice": sorted(entry for entry, times in Counter(published).items() if times > 1),
        "unpublished": sorted(there - {*published}),
        "faults": [f"{fault.code} {fault.says.en}" for fault in faults],
        "rewritten": bool(seen) and not continues(seen, key),
        "entries": len(there),
    }


def continues(seen: bytes, key: Any) -> bool:
    from qinqing.record.tree import StoredTree
    from qinqing.refusals import Refused
    from qinqing.tlog.checkpoint import open_checkpoint
    from qinqing.tlog.merkle import root

    then, tree = open_checkpoint(seen, [key]).checkpoint, StoredTree()
    try:
        return root(tree.hash, tree, then.size) == then.root
    except Refused:  # it is longer than the log
        return False


def published_ids(key: Any) -> list[str]:
    """The ids of all entries as an outsider reads them from the published files, each proved."""
    from django.conf import settings

    from qinqing.tlog.checkpoint import open_checkpoint
    from qinqing.tlog.reader import Reader

    folder = settings.LOG_FILES
    head = open_checkpoint((folder / "checkpoint").read_bytes(), [key])
    size, root = head.checkpoint.size, head.checkpoint.root
    reader = Reader(lambda path: (folder / path).read_bytes(), head.tree, size, root)
    return [json.loads(body)["id"] for body in reader.entries(0, size)]


def ids() -> None:
    from qinqing.record.models import Entry

    print(*Entry.objects.values_list("pk", flat=True))


COMMANDS = {one.__name__: one for one in (found, act, keep, work, examine, ids)}

if __name__ == "__main__":
    bring_up()
    with suppress(KeyboardInterrupt):
        COMMANDS[sys.argv[1]](*sys.argv[2:])
