"""`qinqing worker`: recurring jobs enqueued when due, jobs run one by one."""

from __future__ import annotations

import threading
import time

import click

from qinqing.refusals import Say

LOOK_EVERY_SECONDS = 20
ASK_EVERY_SECONDS = 1


@click.command(help=str(Say("运行后台工作进程", "run the background worker")))
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default="bureau",
    show_default=True,
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
def command(custody: str) -> None:
    from qinqing.config.django import bring_up

    bring_up(custody)
    from django.core.management import call_command
    from django.utils.module_loading import autodiscover_modules

    from qinqing.record.erasing.run import refuse_restored

    autodiscover_modules("tasks", "jobs")  # of every app installed here: they declare what recurs

    refuse_restored()
    threading.Thread(target=_enqueue_forever, daemon=True).start()
    threading.Thread(target=_keep_forever, daemon=True).start()
    threading.Thread(target=_ask_witnesses_forever, daemon=True).start()
    call_command("db_worker", verbosity=0)


def _keep_forever() -> None:
    from qinqing.record.keeping import keep_forever
    from qinqing.record.signing import SignerProcess

    with SignerProcess() as signer:
        keep_forever(signer)


def _ask_witnesses_forever() -> None:
    """Apart from keeping the log, so that no witness can hold it up."""
    import logging

    from django.db import close_old_connections

    from qinqing.record.witnessing import Asking

    asking, told = Asking(), ""
    while True:
        close_old_connections()
        try:
            asking.round()
            told = ""
        except (
            Exception
        ) as trouble:  # as above: a thread that ended would leave the log unwitnessed unnoticed
            if str(trouble) != told:
                logging.getLogger("qinqing.record").exception("the witnesses could not be asked")
            told = str(trouble)
        time.sleep(ASK_EVERY_SECONDS if not told else LOOK_EVERY_SECONDS)


def _enqueue_forever() -> None:
    """Every so often enqueue what is due; a database that is away for a while is asked again."""
    import logging

    from django.db import DatabaseError, close_old_connections

    from qinqing.work.schedule import enqueue_due

    while True:
        close_old_connections()
        try:
            enqueue_due()
        except DatabaseError:
            logging.getLogger("qinqing.work").exception("recurring jobs could not be enqueued")
        time.sleep(LOOK_EVERY_SECONDS)
