"""What must be true of the values as a whole, so that a person may rely on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from qinqing.law.values.catalogue import HERE, Catalogue, read_catalogue
from qinqing.law.values.citing import is_article
from qinqing.law.values.model import Citation, Dated, Document, Value
from qinqing.refusals import Problem, Say

NEED_ARTICLE = ("law", "regulation", "rule", "local", "party")
DAYS = ("day", "workday")
# A city's comparator, a news report or our own page does not say how long it stays true.
WITHOUT_END = date.max


def check_catalogue(folder: Path = HERE) -> list[Problem]:
    """Every mistake in the values of `folder`: how they are written, cited, dated, counted. Empty: none."""
    problems: list[Problem] = []
    catalogue = read_catalogue(folder, problems)
    for check in CHECKS:
        problems += check(catalogue)
    return problems


def _each(catalogue: Catalogue) -> Iterator[tuple[Value, Dated, str]]:
    for value in catalogue.values.values():
        for number, dated in enumerate(value.dated, 1):
            yield value, dated, f"{value.subject}.yaml: {value.id}: dated {number}"


def dates_do_not_overlap(catalogue: Catalogue) -> Iterator[Problem]:
    for value in catalogue.values.values():
        for earlier, later in pairwise(value.dated):
            if earlier.until is None or later.since <= earlier.until:
                where = f"{value.subject}.yaml: {value.id}"
                says = Say(
                    f"{later.since} 起的一段与前一段重叠",
                    f"the period from {later.since} overlaps the one before",
                )
                yield Problem(where, says)


def dates_run_forward(catalogue: Catalogue) -> Iterator[Problem]:
    for _, dated, where in _each(catalogue):
        if dated.until and dated.until < dated.since:
            yield Problem(where, Say("until 早于 since", "until is before since"))


def articles_are_given(catalogue: Catalogue) -> Iterator[Problem]:
    for _, dated, where in _each(catalogue):
        for citation in dated.citations:
            document = citation.document
            if document.kind in NEED_ARTICLE and not is_article(citation.article):
                says = Say(
                    f"引用 {document.id} 应写明条款，如 32(4)",
                    f"citing {document.id} needs an article such as 32(4)",
                )
                yield Problem(where, says)


def cited_documents_are_in_force(catalogue: Catalogue) -> Iterator[Problem]:
    """On its first day, and to its last, a value in force rests on a document in force."""
    for _, dated, where in _each(catalogue):
        documents = [citation.document for citation in dated.citations]
        if dated.is_sample or not documents:
            continue
        if not any(_in_force(document, dated.since) for document in documents):
            yield Problem(
                where,
                Say(
                    f"{dated.since} 所引文件尚未施行或者已失效",
                    f"no cited document is in force on {dated.since}",
                ),
            )
        if not any(_until(document) >= (dated.until or WITHOUT_END) for document in documents):
            yield Problem(where, Say("所引文件先于数值失效", "the cited documents end before the value does"))


def _until(document: Document) -> date:
    return document.until or WITHOUT_END


def _in_force(document: Document, day: date) -> bool:
    return document.since is not None and document.since <= day <= _until(document)


def days_are_counted_as_the_document_counts(catalogue: Catalogue) -> Iterator[Problem]:
    for value, dated, where in _each(catalogue):
        if value.kind != "period" or value.unit not in DAYS or not isinstance(dated.value, int):
            continue
        for citation in dated.citations:
            expected = _unit_by(citation, dated.value)
            if expected and expected != value.unit:
                says = Say(
                    f"{citation.document.title.zh}中 {dated.value} 日按 {expected} 计，写的是 {value.unit}",
                    f"{citation.document.title.en} counts {dated.value} as {expected}, not {value.unit}",
                )
                yield Problem(where, says)


def _unit_by(citation: Citation, length: int) -> str | None:
    """None where the document leaves it to the words of each article."""
    rule = citation.document.workdays
    if isinstance(rule, tuple):
        return "workday" if length in rule else "day"
    return {"all": "workday", "none": "day"}.get(rule)


def a_sample_stands_alone(catalogue: Catalogue) -> Iterator[Problem]:
    for value in catalogue.values.values():
        if value.sample and len(value.dated) > 1:
            says = Say(
                "样例只能有一段，且不与有效数值并存",
                "a sample has one period and stands beside no value in force",
            )
            yield Problem(f"{value.subject}.yaml: {value.id}", says)


def our_own_proposals_say_so(catalogue: Catalogue) -> Iterator[Problem]:
    for _, dated, where in _each(catalogue):
        legal = [citation for citation in dated.citations if citation.document.kind != "house"]
        if dated.confidence == "house" and legal:
            yield Problem(where, Say("有法律依据的不是 house", "what has a legal source is not house"))
        if dated.confidence in ("2+", "1-text", "1") and not legal:
            yield Problem(
                where,
                Say("没有法律依据的应是 house 或者 settled", "without a legal source it is house or settled"),
            )


def pauses_are_listed(catalogue: Catalogue) -> Iterator[Problem]:
    for value in catalogue.values.values():
        named = value.day_count.suspended_by if value.day_count else ""
        if named and (named not in catalogue.values or catalogue.values[named].kind != "list"):
            says = Say(
                f"suspended_by 应是列表类数值，没有 {named}", f"suspended_by names no list value: {named}"
            )
            yield Problem(f"{value.subject}.yaml: {value.id}", says)


def words_are_used(catalogue: Catalogue) -> Iterator[Problem]:
    values = catalogue.values.values()
    used = {c.document.id for value in values for dated in value.dated for c in dated.citations}
    used |= {value.day_count.event for value in values if value.day_count} | {value.unit for value in values}
    known = (*catalogue.words.documents, *catalogue.words.events, *catalogue.words.units)
    for word in known:
        if word not in used:
            yield Problem(f"vocabulary: {word}", Say("没有数值用到它", "no value uses it"))


CHECKS: tuple[Callable[[Catalogue], Iterator[Problem]], ...] = (
    dates_do_not_overlap,
    dates_run_forward,
    articles_are_given,
    cited_documents_are_in_force,
    days_are_counted_as_the_document_counts,
    a_sample_stands_alone,
    our_own_proposals_say_so,
    pauses_are_listed,
    words_are_used,
)
