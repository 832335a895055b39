"""Loading a measure's text: read whole or refused; what somebody decided on an earlier loading stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from qinqing.law.bindings import load_binding
from qinqing.law.recognise import suggest_norms
from qinqing.law.text import Measure as ReadMeasure
from qinqing.law.text import read_measure
from qinqing.measures.fitting import refuse_unfit
from qinqing.measures.models import Article, Chapter, Item, Measure, Suggestion
from qinqing.measures.services.binding import write_binding
from qinqing.record.services import Machine, service, write_entry


def import_measure(path: Path, key: str | None = None, issuer: str | None = None) -> Measure:
    """Read the text at `path` whole or refuse it, then load it. A text loaded before under the same key is replaced.

    `issuer`: who issued it, where the operator says so; else as on an earlier loading.
    """
    read = read_measure(path)
    key = key or measure_key(read)
    refuse_unfit(read, key, issuer)
    return _load(read, key, path, issuer)


def measure_key(read: ReadMeasure) -> str:
    """The home measure's id where the text is the one its bindings describe, else one made from the title."""
    home = load_binding()
    if home.names(read.title):
        return home.measure
    return "measure-" + hashlib.sha256(read.title.encode()).hexdigest()[:10]


@service("measures.import", fields=("measure", "articles", "digest"))
def _load(read: ReadMeasure, key: str, path: Path, issuer: str | None) -> Measure:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    decided = Decided.on(key)
    Measure.objects.filter(key=key).delete()
    measure = Measure.objects.create(
        key=key,
        title=read.title,
        document_no=read.document_no or "",
        effective_on=read.effective_on,
        effective_words=read.effective_words or "",
        issuer=issuer or decided.of_measure.get("issuer", ""),
        binds=decided.of_measure.get("binds", "bureau"),
        list_type=decided.of_measure.get("list_type", ""),
        file_name=path.name,
        file_digest=digest,
        loaded_at=timezone.now(),
    )
    chapters = {
        chapter.number: Chapter.objects.create(
            measure=measure,
            number=chapter.number,
            heading=chapter.heading,
            text=chapter.text,
            **decided.of_chapters.get(
                (chapter.number, chapter.heading), {"list_type": chapter.list_type or ""}
            ),
        )
        for chapter in read.chapters
    }
    for position, article in enumerate(read.articles, start=1):
        row = Article.objects.create(
            measure=measure,
            chapter=chapters.get(article.chapter) if article.chapter else None,
            address=article.address,
            label=article.label,
            position=position,
            text=article.text,
        )
        Item.objects.bulk_create(
            Item(article=row, address=item.address, label=item.label, position=n, text=item.text)
            for n, item in enumerate(article.items, start=1)
        )
        _suggest(row, decided.norms)
    write_entry(
        Machine(),
        f"measure/{key}",
        {"title": measure.title, "file": path.name},
        measure=key,
        articles=len(read.articles),
        digest=digest,
    )
    transaction.on_commit(lambda: write_binding(measure))
    return measure


def _suggest(article: Article, decided: dict[tuple[str, str], Suggestion]) -> None:
    """Norms for one article; what somebody decided on an earlier loading of the same article stands."""
    text = "\n".join([article.text, *article.items.values_list("text", flat=True)])
    words = dict(suggest_norms(text))
    added: dict[str, list[str]] = {
        norm: [] for address, norm in decided if address == article.address and norm not in words
    }
    for norm, found in {**words, **added}.items():
        before = decided.get((article.address, norm))
        Suggestion.objects.create(
            article=article,
            norm=norm,
            words=found,
            state=before.state if before else Suggestion.State.SUGGESTED,
            decided_by=before.decided_by if before else None,
            decided_at=before.decided_at if before else None,
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided on an earlier loading; `of_chapters` by number and heading, `norms` by article and norm."""

    of_measure: dict[str, str]
    of_chapters: dict[tuple[int, str], dict[str, str]]
    norms: dict[tuple[str, str], Suggestion]

    @classmethod
    def on(cls, key: str) -> Decided:
        chapters = Chapter.objects.filter(measure__key=key).values("number", "heading", "list_type", "binds")
        norms = (
            Suggestion.objects.filter(article__measure__key=key)
            .exclude(state=Suggestion.State.SUGGESTED)
            .select_related("article", "decided_by")
        )
        before = Measure.objects.filter(key=key).first()
        return cls(
            {name: getattr(before, name) for name in ("issuer", "binds", "list_type")} if before else {},
            {
                (c["number"], c["heading"]): {"list_type": c["list_type"], "binds": c["binds"]}
                for c in chapters
            },
            {(row.article.address, row.norm): row for row in norms},
        )
