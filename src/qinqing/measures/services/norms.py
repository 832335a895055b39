"""Deciding which suggested norms an article really carries."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.law.norms import load_norms
from qinqing.measures import refusals
from qinqing.measures.models import Article, Suggestion
from qinqing.measures.services.binding import is_shipped, write_binding
from qinqing.record.services import service, write_entry


@service("measures.decide_norm", fields=("measure", "article", "norm", "state"))
def decide_norm(actor: Actor, suggestion: Suggestion, state: str) -> Suggestion:
    """A person confirms or rejects a suggested norm, or takes the decision back."""
    suggestion = (
        Suggestion.objects.select_for_update().select_related("article__measure").get(pk=suggestion.pk)
    )
    _refuse_shipped(suggestion.article.measure.key)
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
    transaction.on_commit(lambda: write_binding(measure))
    return suggestion


def _refuse_shipped(measure: str) -> None:
    """Refused: deciding on a measure that runs by bindings of the program's, where a decision would change nothing."""
    if is_shipped(measure):
        raise refusals.norms_shipped(measure)


@service("measures.add_norm", fields=("measure", "article", "norm"))
def add_norm(actor: Actor, article: Article, norm: str) -> Suggestion:
    """A norm no recognising word pointed at, confirmed by whoever read the article."""
    _refuse_shipped(article.measure.key)
    if norm not in load_norms():
        raise refusals.no_such_norm(norm)
    added, new = Suggestion.objects.get_or_create(article=article, norm=norm)
    if not new and added.state == Suggestion.State.CONFIRMED:
        raise refusals.norm_there_already()
    added.state, added.decided_by, added.decided_at = (
        Suggestion.State.CONFIRMED,
        actor.user,
        timezone.now(),
    )
    added.save(update_fields=("state", "decided_by", "decided_at"))
    measure = article.measure
    write_entry(
        actor,
        f"measure/{measure.key}",
        {"added": added.pk},
        measure=measure.key,
        article=article.address,
        norm=norm,
    )
    transaction.on_commit(lambda: write_binding(measure))
    return added
