"""What happens by itself: days are told once their calendar is published, what the law says of silence is written down,
and what rules decide is decided."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task

from qinqing.affairs.facts import began
from qinqing.affairs.models import Application, Kind, Step
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.selectors.unsure import told_by_now
from qinqing.affairs.services.accepting import settle_deemed
from qinqing.affairs.services.at_once import decide_at_once
from qinqing.affairs.services.restating import state_anew
from qinqing.affairs.texts import items_now
from qinqing.oversight.services.exporting import export_folder
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.refusals import Refused
from qinqing.work.schedule import recurring

log = logging.getLogger("qinqing.work")


@recurring(every=timedelta(hours=1))
@task()
def tell_days_now_known() -> None:
    """What ran into a year without a calendar, once that is published: until then worklists, reminders and figures know
    no day of it."""
    _each(told_by_now(), state_anew, "its clock could not be stated anew")


@recurring(every=timedelta(hours=6))
@task()
def settle_silence() -> None:
    """Deemed acceptances nobody wrote down yet. Pages never wait for it: they ask the clock themselves."""
    # Whatever was noted of it meanwhile: its state may say running, by the law, before anybody wrote that down.
    silent = Application.objects.filter(ended_on=None, answer_due__lt=timezone.localdate())
    unwritten = silent.exclude(Exists(Step.objects.filter(application=OuterRef("pk"), kind=Kind.DEEMED)))
    _each(unwritten, settle_deemed, "its acceptance by law could not be written down")


@recurring(every=timedelta(days=1))
@task()
def judge_own_record() -> None:
    """The platform's own record as of today, judged like any folder: what it shows appears on the boards."""
    # A demonstration's history is the county's: judged by these few applications alone, its board would be empty.
    if settings.DEMO or not began():
        return
    tell_days_now_known.func()
    settle_silence.func()
    folder = settings.FACTS_FOLDER / "own"
    export_folder(folder)
    sweep_folder(folder, on=timezone.localdate())


@recurring(every=timedelta(minutes=1))
@task()
def decide_what_rules_can() -> None:
    """What waits for its rules still: the process ended before they were asked, or a file is scanned by now."""
    items = {item.key for item in items_now().values() if item.at_once}
    asked = (key for key, item in unanswered().values_list("pk", "item") if item in items)
    whole = Application.objects.select_related("enterprise")
    _each((whole.get(pk=key) for key in asked), decide_at_once, "rules could not be asked about it")


def unanswered() -> QuerySet[Application]:
    """Confirmed, and no person gave a first answer yet: as few as there are, whatever their item, by one index."""
    open_ones = Application.objects.filter(ended_on=None, answer_due__lt=NOT_OUR_TURN)
    return open_ones.exclude(confirmed_at=None).order_by("answer_due", "id")


def _each(applications: Iterable[Application], act: Callable[[Application], object], trouble: str) -> None:
    """One that fails does not keep the others waiting; one that another was first with is done."""
    for application in applications:
        try:
            with suppress(Refused):
                act(application)
        except OperationalError:  # the database itself: for none of them
            raise
        except Exception:
            log.exception("%s: %s", trouble, application.number)
