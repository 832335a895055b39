"""What the erasure test runs in a process of its own: a person with a mark in every place, then their erasure.

`python -m tests.platform.erase_steps plant,verify CUSTODY HOME` · `… erase:list,verify,sweep,again CUSTODY`
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

KEY, ACCOUNT, NAME = "MARKKEY-7781", "marklogin-9042", "麒骥骅"
MAIL, TIE, ROBOT, ABOUT = "markmail@example.invalid", "MARKKIN-3310", "MARKROBOT-5521", "MARKABOUT-6630"
# What was written about them without naming them; one mark for each place.
WORDS = {name: f"MARKWORDS-{name}" for name in (
    "question", "answer", "order", "clearance", "grant", "mandate", "asked", "lead", "procedure", "closing", "package", "elsewhere",
)}  # fmt: skip
MARKS = (KEY, ACCOUNT, NAME, MAIL, TIE, ROBOT, ABOUT, *WORDS.values())
# Words of their own matters; what is written elsewhere about others stays, without the person's name.
OF_OTHERS = WORDS["elsewhere"]
LONG_AGO, JUDGED_ON = "2020-06-01T12:00:00+08:00", date(2026, 10, 20)
RETENTION = (
    "values:\n  case_file_retention_years: {2000-01-01: 1}\n  cleared_file_retention_years: {2000-01-01: 1}\n"
)
ASKS, AGREES, PASSWORD = "erase-asks", "erase-agrees", "一个口令-qingning"


def tables(custody: str) -> dict[str, list[dict[str, Any]]]:
    from qinqing.organ.tests.folders import HOLDINGS, POSITIONS, tender
    from qinqing.oversight.tests.folders import GIFT, LATE, OFFICIALS, bureau_tables

    others = [row for row in OFFICIALS if row["official_id"] != "O2"]
    theirs = {
        "official_id": KEY,
        "name": NAME,
        "department_id": "D1",
        "post": "科员",
        "leader": False,
        "until": date(2026, 6, 30),
    }
    late = [LATE | {"handler_id": KEY}, LATE | {"application_id": "A-other", "handler_id": "O1"}]
    found = bureau_tables(*late) | {
        "officials": [*others, theirs],
        "declarations": [GIFT | {"official_id": KEY, "declared_on": None}],
        "holdings": [*HOLDINGS, HOLDINGS[0] | {"holder_id": KEY}],
        "tenders": [tender("T-related", official_id=KEY)],
    }
    if custody == "organ":
        found |= {
            "kinships": [{"official_id": KEY, "person_id": TIE, "relation": "spouse"}],
            "positions": [POSITIONS[0] | {"person_id": TIE}, POSITIONS[0] | {"person_id": KEY}],
            "reports": [{"report_id": "R1", "about_official_id": KEY, "received_on": date(2026, 5, 6)}],
        }
    return found


def plant(custody: str, home: str) -> None:
    """Everything a person leaves in a store, long ago."""
    import time_machine

    from qinqing.config.django import migrate
    from qinqing.facts.write import write_folder

    migrate()
    Path(home, "values.yaml").write_text(RETENTION, encoding="utf-8")
    source = Path(home, "source")
    write_folder(source, tables(custody))
    with time_machine.travel(LONG_AGO):
        _sweep(custody, source)
        _people(custody)
        (_at_organ if custody == "organ" else _at_bureau)()
    _loose()
    _csv_version()
    from qinqing.record.keybackups import back_up
    from qinqing.record.stock import take_stock

    take_stock()
    back_up()


def _sweep(custody: str, source: Path) -> None:
    if custody == "organ":
        from qinqing.organ.services.sweep import sweep_organ_folder as sweep
    else:
        from qinqing.oversight.services.sweep import sweep_folder as sweep
    sweep(source, on=JUDGED_ON)


def _people(custody: str) -> None:
    """Their account, with everything an account gathers; whoever asks and agrees."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from django.test import Client

    from qinqing.accounts.models import Authorisation, RoleGrant, User
    from qinqing.accounts.roles import Role
    from qinqing.accounts.services.grants import create_account
    from qinqing.notices.models import Address, Delivery, Notice
    from qinqing.organisations.models import Enterprise, Official
    from tests.support.people import make_actor, make_user

    official = Official.objects.get(key=KEY)
    creator = make_actor(Role.SYSTEM_ADMIN)
    user = create_account(creator, ACCOUNT, PASSWORD, official)
    User.objects.filter(pk=user.pk).update(email=MAIL, last_name=NAME[0], first_name=NAME[1:], set_by=None)
    EmailAddress.objects.create(user=user, email=MAIL)
    Authenticator.objects.create(user=user, type="totp", data={"secret": f"MARK{ACCOUNT}"})
    done = {"since": date(2020, 1, 1), "until": date(2020, 6, 30), "proposed_by": creator.user, "user": user}
    RoleGrant.objects.create(role=Role.CLERK, reason=f"{NAME}{WORDS['grant']}", **done)
    Authorisation.objects.create(
        enterprise=Enterprise.objects.earliest("key"), reason=WORDS["mandate"], **done
    )
    Address.objects.create(user=user, channel="wecom", address=ROBOT)
    told = Notice.objects.create(user=user, kind="affairs.assigned", about=ABOUT)
    Delivery.objects.create(notice=told, channel="wecom")
    Client().force_login(user)
    asks, agrees = (
        (Role.ORGAN_HANDLER, Role.ORGAN_APPROVER)
        if custody == "organ"
        else (Role.REVIEWER, Role.SECURITY_ADMIN)
    )
    for name, role in ((ASKS, asks), (AGREES, agrees)):
        one = make_user(role, None, name)
        one.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-a-test")  # as the command reads it
        one.save()


def _at_bureau() -> None:
    """A question, an answer, a dismissal with its clearance; and words about somebody else that name them."""
    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import User
    from qinqing.accounts.roles import Role
    from qinqing.oversight.models import Finding
    from qinqing.oversight.services import dispositions
    from qinqing.oversight.services.checking import _keep_check
    from qinqing.oversight.tests.act_facts import PENALTY
    from tests.support.people import make_actor

    watcher = make_actor(Role.SUPERVISOR)
    due = date(2030, 1, 1)
    for finding in Finding.objects.filter(official__key=KEY):
        asked = dispositions.explain(watcher, finding, WORDS["question"], due)
        dispositions.answer(actor_of(User.objects.get(username=ACCOUNT)), asked, WORDS["answer"])
        dispositions.dismiss(watcher, finding, f"{KEY} {WORDS['order']}", WORDS["clearance"])
    another = Finding.objects.exclude(official__key=KEY).first()
    if another:
        dispositions.remind(watcher, another, f"{OF_OTHERS}，{NAME}（{KEY}）已离任")
    _keep_check(watcher, "penalty-outlier", {"penalties": [PENALTY | {"official_id": KEY}]}, "kept")


def _at_organ() -> None:
    """A lead with a closed procedure and a package, one set aside, and questions of the guard."""
    import pyrage

    from qinqing.accounts.roles import Role
    from qinqing.organ.facts import write_register
    from qinqing.organ.keeping import at_bureau
    from qinqing.organ.services import guard, leads, packages
    from qinqing.oversight.models import Finding
    from tests.support.people import make_actor

    handler, approver = make_actor(Role.ORGAN_HANDLER), make_actor(Role.ORGAN_APPROVER)
    sealed = [one for one in Finding.objects.filter(official__key=KEY, status="open") if not at_bureau(one)]
    first, *rest = sealed
    lead = leads.register_lead(handler, first, WORDS["lead"])
    key = str(pyrage.x25519.Identity.generate().to_public())
    recipient = packages.add_recipient(approver, "清宁市纪委监委（虚构）", key)
    packages.agree_package(approver, packages.ask_package(handler, first, recipient, WORDS["package"]))
    closing = leads.propose_procedure(handler, lead, "close", WORDS["procedure"], None, WORDS["clearance"])
    leads.decide_procedure(approver, closing, True, WORDS["closing"])
    for one in rest:
        leads.set_aside(handler, one, WORDS["lead"])
    guard.recusal_needed(KEY, "E1", JUDGED_ON)
    write_register()


def _loose() -> None:
    """What lies beside: a program's log, an upload, a job that waits."""
    from django.conf import settings

    for folder, name in (("log", "site.log"), ("uploads", "tmp1.upload")):
        path = settings.FOLDER / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"a line before\n{NAME} {KEY} {ACCOUNT}\na line after\n", encoding="utf-8")
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.create(
        task_path="x.y", priority=0, args_kwargs={"args": [KEY], "kwargs": {"words": NAME}}, queue_name="default",
        backend_name="default", exception_class_path="", traceback="",
    )  # fmt: skip


def _csv_version() -> None:
    """A second version, as a bureau keeps it that hands in CSV."""
    from django.conf import settings

    folder = Path(settings.FACTS_FOLDER) / "versions" / "csv-version"
    folder.mkdir(parents=True)
    text = (
        f"official_id,name,department_id,post,leader\n{KEY},{NAME},D1,科员,false\nO9,另一人,D1,科员,false\n"
    )
    (folder / "officials.csv").write_text(text, encoding="gb18030")


def keep() -> None:
    """A round of the log: places, checkpoint, files."""
    from qinqing.record.keeping import keep as one_round
    from qinqing.record.signing import SignerProcess

    with SignerProcess() as signer:
        one_round(signer)


def _actors() -> tuple[Any, Any]:
    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import User

    asks, agrees = (actor_of(User.objects.get(username=name)) for name in (ASKS, AGREES))
    return asks, agrees


def erase(cut: str = "") -> None:
    """Asked for by one, agreed to by another; `cut`: killed when that step of finishing would begin."""
    from qinqing.accounts.services import erasing
    from qinqing.record.erasing import lists, run

    asks, agrees = _actors()
    asked = erasing.ask_erasure(asks, ACCOUNT, "purpose", WORDS["asked"])
    if cut:
        module, name = {
            "list": (lists, "add"),
            "keys": (run.keybackups, "destroy_everywhere"),
            "tidy": (run, "tidy"),
        }[cut]
        setattr(module, name, lambda *_: os._exit(9))
    left = erasing.agree_to_erasure(agrees, asked)
    sys.stdout.write("\n".join(map(str, left)))


def hurry() -> None:
    """Whatever holds the database holds it to the end: nobody waits for it."""
    from django.db import connection

    from qinqing.record.erasing import tidy

    tidy.PAUSE_SECONDS = 0.0
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA busy_timeout = 100")


def verify() -> None:
    """A round of the log, then everything wrong with it and with the rows it protects, on a line."""
    from django.conf import settings

    from qinqing.record.signer import PUBLIC
    from qinqing.record.verifying import verify as examine
    from qinqing.tlog.keys import read_verifier

    keep()
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    print("faults:", [fault.code for fault in examine(key, rows=True).faults])  # noqa: T201


def sweep() -> None:
    """The source again, as the bureau would hand it in next month."""
    from django.conf import settings

    from qinqing.refusals import Refused

    try:
        _sweep(settings.CUSTODY, settings.HOME / "source")
    except Refused as refused:
        print(f"refused: {refused}")  # noqa: T201


def again() -> None:
    from django.conf import settings

    from qinqing.cli.custody_steps import erase_again

    erase_again(settings.CUSTODY)


def main() -> None:
    """Several steps in one process: `verify,erase,verify`."""
    from qinqing.config.django import bring_up

    steps, custody, *rest = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
    bring_up(custody)
    for step in steps.split(","):
        name, _, cut = step.partition(":")
        if name == "plant":
            plant(custody, *rest)
        elif name == "erase":
            erase(cut)
        else:
            {"verify": verify, "sweep": sweep, "again": again, "hurry": hurry}[name]()


if __name__ == "__main__":
    main()
