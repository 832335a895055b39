"""Papers as they are given: files somebody attached, or handed over at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.catalogue.forbidden import classified_word
from qinqing.affairs.filled import at_paper
from qinqing.affairs.interest import without_interest
from qinqing.affairs.models import Application, How, Kind, Paper
from qinqing.affairs.selectors.files import file_ids, files_named
from qinqing.affairs.services.at_once import then_at_once
from qinqing.affairs.services.matter import take
from qinqing.files.models import Attachment
from qinqing.files.models import State as Attached
from qinqing.record.services import service
from qinqing.record.words import said
from qinqing.refusals import Problem, Say

OWNER = "affairs"


@then_at_once
@without_interest
@service("affairs.receive_paper")
def receive_paper(actor: Actor, paper: Paper, seen: int, number: str, *, declared: bool = False) -> Paper:
    """A paper was handed over and seen: only its certificate's number is kept. With the last of them rules may decide.

    Refused `paper.given_otherwise`, `application.classified`.
    """
    matter = take(actor, "receive_paper", paper.application, seen)
    matter.must_be_open()
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.how != How.COUNTER:
        raise refusals.given_otherwise()
    must_stay_outside(number)
    paper.counter_no = said(number)[:100]
    paper.received_by = actor.user.official
    paper.save(update_fields=("counter_no", "received_by"))
    matter.step(Kind.HANDED_IN, words=paper.counter_no, said={"paper": paper.paper})
    matter.record(sets=[paper], paper=paper.paper, declared=declared)
    return paper


def rows_of(application: Application, key: str, given: dict[str, Any], actor: Actor) -> Iterator[Paper]:
    """The rows of one paper as a draft gives it: one per file, or one for the counter.

    What staff wrote a number of they took in; what a firm wrote itself still has to be.
    """
    if given["how"] == How.FILE:
        for file in given["files"]:
            yield Paper(application=application, paper=key, how=How.FILE, file_id=UUID(str(file)))
    else:
        number = given["no"].strip()
        by = actor.user.official if number else None
        yield Paper(application=application, paper=key, how=How.COUNTER, counter_no=number, received_by=by)


def must_be_attached(
    actor: Actor,
    papers: Mapping[str, Any],
    known: Mapping[str, Any],
    files: Mapping[str, Attachment] | None = None,
) -> None:
    """Files a draft names are of this actor's own attaching, or stood in it already; refused `draft.unknown`.

    Whoever could name another's file would read it through an application of their own. `files`: as `files_named`,
    where they were asked for already.
    """
    if not (new := {*file_ids(papers)} - {*file_ids(known)}):
        return
    files = files_named(papers) if files is None else files
    if strange := {file for file in new if not is_own_file(actor, files.get(file))}:
        lost = Say("没有这个附件，请重新上传", "there is no such attachment: upload it again")
        at = [(file, at_paper(key)) for key, given in papers.items() for file in file_ids({key: given})]
        raise refusals.unknown_entries(
            [Problem(file[:60], lost, place) for file, place in sorted(at) if file in strange]
        )


def must_stay_outside(*words: str) -> None:
    """Nothing that names what is classified enters by an answer or a number either; refused `application.classified`."""
    found = [word for text in words if (word := classified_word(text))]
    if found:
        raise refusals.all_kept_out([Problem("", Say(f"写了“{one}”", f"says “{one}”")) for one in found])


def is_own_file(actor: Actor, file: Attachment | None) -> bool:
    """Attached by this actor, and nobody took it back or refused it."""
    return (
        file is not None
        and (file.owner, file.uploaded_by_id) == (OWNER, actor.user.pk)
        and file.withdrawn_at is None
        and file.erased_at is None
        and file.state != Attached.REFUSED
    )
