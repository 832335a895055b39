"""Papers as they are given, and those handed over at the counter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Application, How, Kind, Paper
from qinqing.affairs.services.matter import take
from qinqing.affairs.words import said
from qinqing.record.services import service


@service("affairs.receive_paper")
def receive_paper(actor: Actor, paper: Paper, seen: int, number: str) -> Paper:
    """A paper was handed over and seen: only its certificate's number is kept."""
    matter = take(actor, "receive_paper", paper.application, seen)
    matter.must_be_open()
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    paper.how, paper.counter_no = How.COUNTER, said(number)[:100]
    paper.received_by = actor.user.official
    paper.save(update_fields=("how", "counter_no", "received_by"))
    matter.step(Kind.HANDED_IN, words=paper.counter_no, said={"paper": paper.paper})
    matter.record(sets=[paper], paper=paper.paper)
    return paper


def rows_of(application: Application, key: str, given: dict[str, Any]) -> Iterator[Paper]:
    """The rows of one paper as a draft gives it: one per file, or one for the counter."""
    if given["how"] == How.FILE:
        for file in given["files"]:
            yield Paper(application=application, paper=key, how=How.FILE, file_ref=str(file))
    else:
        yield Paper(application=application, paper=key, how=How.COUNTER, counter_no=given["no"].strip())
