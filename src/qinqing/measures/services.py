"""Loading a measure's text, confirming its norms, taking in what the organ released."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.law.bindings import load_binding
from qinqing.law.recognise import suggest_norms
from qinqing.law.text import Measure as ReadMeasure
from qinqing.law.text import read_measure
from qinqing.measures import refusals
from qinqing.measures.models import Article, Chapter, Item, Measure, ReleasedTotal, Suggestion
from qinqing.record.services import Machine, service, write_entry


def import_measure(path: Path, key: str | None = None) -> Measure:
    """Read the text at `path` whole or refuse it, then load it. A text loaded before under the same key is replaced."""
    read = read_measure(path)
    return _load(read, key or measure_key(read), path)


def measure_key(read: ReadMeasure) -> str:
    """The home measure's id where the text is the one its bindings describe, else one made from the title."""
    home = load_binding()
    if home.names(read.title):
        return home.measure
    return "measure-" + hashlib.sha256(read.title.encode()).hexdigest()[:10]


@service("measures.import", fields=("measure", "articles", "digest"))
def _load(read: ReadMeasure, key: str, path: Path) -> Measure:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    confirmed = _decisions(key)
    Measure.objects.filter(key=key).delete()
    measure = Measure.objects.create(
        key=key,
        title=read.title,
        document_no=read.document_no or "",
        effective_on=read.effective_on,
        effective_words=read.effective_words or "",
        file_name=path.name,
        file_digest=digest,
        loaded_at=timezone.now(),
    )
    chapters = {
        chapter.number: Chapter.objects.create(
            measure=measure, number=chapter.number, heading=chapter.heading, list_type=chapter.list_type or ""
        )
        for chapter in read.chapters
    }
    for position, article in enumerate(read.articles, start=1):
        row = Article.objects.create(
            measure=measure,
            chapter=chapters.get(article.chapter),
            address=article.address,
            label=article.label,
            position=position,
            text=article.text,
        )
        Item.objects.bulk_create(
            Item(article=row, address=item.address, label=item.label, position=n, text=item.text)
            for n, item in enumerate(article.items, start=1)
        )
        _suggest(row, confirmed)
    write_entry(
        Machine(),
        f"measure/{key}",
        {"title": measure.title, "file": path.name},
        measure=key,
        articles=len(read.articles),
        digest=digest,
    )
    return measure


def _suggest(article: Article, decided: dict[tuple[str, str], Suggestion]) -> None:
    """Norms for one article; what somebody decided on an earlier loading of the same article stands."""
    text = "\n".join([article.text, *article.items.values_list("text", flat=True)])
    for norm, words in suggest_norms(text):
        before = decided.get((article.address, norm))
        Suggestion.objects.create(
            article=article,
            norm=norm,
            words=words,
            state=before.state if before else Suggestion.State.SUGGESTED,
            decided_by=before.decided_by if before else None,
            decided_at=before.decided_at if before else None,
        )


def _decisions(key: str) -> dict[tuple[str, str], Suggestion]:
    rows = (
        Suggestion.objects.filter(article__measure__key=key)
        .exclude(state=Suggestion.State.SUGGESTED)
        .select_related("article")
    )
    return {(row.article.address, row.norm): row for row in rows}


@service("measures.decide_norm", fields=("measure", "article", "norm", "state"))
def decide_norm(actor: Actor, suggestion: Suggestion, state: str) -> Suggestion:
    """A person confirms or rejects a suggested norm, or takes the decision back."""
    suggestion = (
        Suggestion.objects.select_for_update().select_related("article__measure").get(pk=suggestion.pk)
    )
    if state not in Suggestion.State.values:
        raise refusals.no_such_decision(state)
    undone = state == Suggestion.State.SUGGESTED
    suggestion.state = state
    suggestion.decided_by = None if undone else actor.user
    suggestion.decided_at = None if undone else timezone.now()
    suggestion.save(update_fields=("state", "decided_by", "decided_at"))
    measure = suggestion.article.measure
    write_entry(
        actor,
        f"measure/{measure.key}",
        {"words": suggestion.words},
        measure=measure.key,
        article=suggestion.article.address,
        norm=suggestion.norm,
        state=state,
    )
    return suggestion


@service("measures.take_release", fields=("article", "period_to"))
def take_release(
    source: str, *, address: str, period_from: date, period_to: date, released_on: date, total: int | None
) -> ReleasedTotal:
    """A released total onto the public page; a later release of the same article and period replaces it."""
    row, _ = ReleasedTotal.objects.update_or_create(
        address=address,
        period_from=period_from,
        period_to=period_to,
        defaults={"total": total, "released_on": released_on, "source": source},
    )
    write_entry(
        Machine(),
        f"article/{address}",
        {"total": total, "source": source},
        article=address,
        period_to=period_to.isoformat(),
    )
    return row
