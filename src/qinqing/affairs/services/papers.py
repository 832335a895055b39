"""Papers as they are given: files somebody attached, or handed over at the counter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.filled import at_paper
from qinqing.affairs.models import Application, How, Kind, Paper
from qinqing.affairs.services.matter import take
from qinqing.affairs.words import said
from qinqing.files.models import Attachment
from qinqing.files.models import State as Attached
from qinqing.record.services import service
from qinqing.refusals import Problem, Say

OWNER = "affairs"


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
            yield Paper(application=application, paper=key, how=How.FILE, file_id=UUID(str(file)))
    else:
        yield Paper(application=application, paper=key, how=How.COUNTER, counter_no=given["no"].strip())


def must_be_attached(actor: Actor, papers: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Files a draft names are of this actor's own attaching, or stood in it already; refused `draft.unknown`.

    Whoever could name another's file would read it through an application of their own.
    """
    named = {str(file) for given in papers.values() if given for file in given.get("files", ())}
    new = named - {str(file) for given in known.values() for file in given.get("files", ())}
    wellformed = {file for file in new if _is_id(file)}
    found = {str(one.pk) for one in own_files(actor, wellformed)} if new else set()
    if new - found:
        lost = Say("没有这个附件，请重新上传", "there is no such attachment: upload it again")
        strange = [(key, file) for key, given in papers.items() if given for file in given.get("files", ())]
        lost_ones = sorted(
            (str(file)[:60], at_paper(key)) for key, file in strange if str(file) in new - found
        )
        raise refusals.unknown_entries([Problem(file, lost, at) for file, at in lost_ones])


def own_files(actor: Actor, ids: Collection[Any]) -> QuerySet[Attachment]:
    """Of these, what the actor attached and nobody took back or refused."""
    own = Attachment.objects.filter(
        pk__in=ids, owner=OWNER, uploaded_by=actor.user, withdrawn_at=None, erased_at=None
    )
    return own.exclude(state=Attached.REFUSED)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
