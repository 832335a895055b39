"""`qinqing work`: recurring jobs enqueued when due, jobs run one by one; the log kept, notices sent, each beside the rest."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import click

from qinqing.refusals import Say

LOOK_EVERY_SECONDS = 20
ASK_EVERY_SECONDS = 1
SEND_EVERY_SECONDS = 2


@click.command(help=str(Say("运行后台工作进程", "run the background worker")))
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default="bureau",
    show_default=True,
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
def command(custody: str) -> None:
    from qinqing.config.django import bring_up, not_migrated, pending_migrations

    bring_up(custody)
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.module_loading import autodiscover_modules

    from qinqing.record.erasing.run import refuse_restored

    autodiscover_modules("tasks", "jobs")  # of every app installed here: they declare what recurs

    if pending_migrations():
        raise not_migrated()
    refuse_restored()
    _refuse_wrong_ladders()
    threading.Thread(target=_enqueue_forever, daemon=True).start()
    threading.Thread(target=_keep_forever, daemon=True).start()
    threading.Thread(target=_ask_witnesses_forever, daemon=True).start()
    _start_sending()
    if settings.LOG_SECOND:
        threading.Thread(target=_follow_forever, daemon=True).start()
    call_command("db_worker", verbosity=0)


def _refuse_wrong_ladders() -> None:
    """Now, rather than at the first reminder that is not given. Refused `work.ladders`."""
    from qinqing.notices.deadlines import ladders

    ladders()


def _start_sending() -> None:
    """A thread per channel: one that hangs holds up no other, and nothing else here."""
    from django.conf import settings

    from qinqing.notices.delivering import deliver_due, spread

    acts = [spread, *(partial(deliver_due, channel) for channel in settings.NOTICE_CHANNELS)]
    for act in acts:
        line = (act, SEND_EVERY_SECONDS, "notices could not be sent")
        threading.Thread(target=_over_and_over, args=line, daemon=True).start()


def _keep_forever() -> None:
    from qinqing.record.keeping import keep_forever
    from qinqing.record.signing import SignerProcess

    with SignerProcess() as signer:
        keep_forever(signer)


def _ask_witnesses_forever() -> None:
    """Apart from keeping the log, so that no witness can hold it up."""
    from qinqing.record.witnessing import Asking

    _over_and_over(Asking().round, ASK_EVERY_SECONDS, "the witnesses could not be asked")


def _follow_forever() -> None:
    """The second tree, apart from keeping the log as well: a signer that hangs holds up its own tree only."""
    from qinqing.record.second.following import EVERY_SECONDS, follow_and_tell
    from qinqing.record.signing import SECOND_COMMAND, SignerProcess

    with SignerProcess(SECOND_COMMAND) as signer:
        _over_and_over(
            lambda: follow_and_tell(signer), EVERY_SECONDS, "the second tree could not be continued"
        )


def _enqueue_forever() -> None:
    from qinqing.work.schedule import enqueue_due

    _over_and_over(enqueue_due, LOOK_EVERY_SECONDS, "recurring jobs could not be enqueued")


def _over_and_over(act: Callable[[], object], every_seconds: float, wrong: str) -> None:
    """As long as the worker runs; what goes wrong is told once and tried again: a thread that ended goes unnoticed."""
    import logging

    from django.db import close_old_connections

    told = ""
    while True:
        close_old_connections()
        try:
            act()
            told = ""
        except Exception as trouble:
            if str(trouble) != told:
                logging.getLogger("qinqing.worker").exception(wrong)
            told = str(trouble)
        time.sleep(LOOK_EVERY_SECONDS if told else every_seconds)
