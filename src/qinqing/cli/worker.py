"""`qinqing worker`: recurring jobs enqueued when due, jobs run one by one."""

from __future__ import annotations

import threading
import time

import click

from qinqing.refusals import Say

LOOK_EVERY_SECONDS = 20
# A receipt is due within two seconds of the act.
KEEP_EVERY_SECONDS = 0.3


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

    from qinqing.files import tasks as of_files  # noqa: F401  # declares its recurring jobs
    from qinqing.measures import tasks  # noqa: F401  # declares its recurring jobs
    from qinqing.work import jobs  # noqa: F401  # declares the common ones

    threading.Thread(target=_enqueue_forever, daemon=True).start()
    threading.Thread(target=_keep_forever, daemon=True).start()
    call_command("db_worker", verbosity=0)


def _keep_forever() -> None:
    """The log is kept as long as the worker runs; what goes wrong is told once, and tried again."""
    import logging

    from django.db import close_old_connections

    from qinqing.record.keeping import keep
    from qinqing.record.signing import SignerProcess

    told = ""
    with SignerProcess() as signer:
        while True:
            close_old_connections()
            try:
                keep(signer)
                told = ""
            except (
                Exception
            ) as trouble:  # whatever it is: a thread that ended would leave acts unlogged unnoticed
                if str(trouble) != told:
                    logging.getLogger("qinqing.record").exception("the log could not be kept")
                told = str(trouble)
            time.sleep(KEEP_EVERY_SECONDS if not told else LOOK_EVERY_SECONDS)


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
