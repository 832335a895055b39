"""One rule on the page: what it asks, what it found, what it does not see, the values it reads, the SQL it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from qinqing.law.values import Values, load_catalogue, wording
from qinqing.law.values.model import Dated, Value
from qinqing.refusals import Say
from qinqing.rules.report import words
from qinqing.rules.report.entries import entry, how_to_get
from qinqing.rules.report.markup import Html, Shown, element, fold, pairs, table
from qinqing.rules.report.people import Names
from qinqing.rules.report.tally import Tally
from qinqing.rules.results import RuleResult
from qinqing.rules.rule import Rule

VALUE_HEADS = (words.VALUE_NAME, words.HOLDS, words.AMOUNTS_TO, words.VOUCHED, words.SOURCE)


def with_findings(
    rule: Rule, result: RuleResult, tally: Tally, names: Names, told: Iterator[str]
) -> Iterator[str]:
    """The section of a rule that found something; `told`: how it judges, see `about`."""
    yield f'<section class="rule" id="{rule.id}">'
    yield element("h3", rule.title).text
    yield element("p", summary(rule, result), class_="quiet").text
    yield element("p", rule.explains).text
    yield '<ol class="entries">'
    yield from chain.from_iterable(entry(rule, finding, names) for finding in tally.first(rule.id))
    yield "</ol>"
    if tally.unshown(rule.id):
        yield element("p", how_to_get(words.more(tally.unshown(rule.id))), class_="more").text
    yield from fold(words.HOW, told)
    yield "</section>"


def without(rule: Rule, result: RuleResult, told: Iterator[str]) -> Iterator[str]:
    """The section of a rule that found nothing or did not run, folded."""
    yield f'<section class="rule" id="{rule.id}">'
    head = element("span", summary(rule, result), class_="quiet")
    explained = element("p", rule.explains).text
    yield from fold(Html(f"{element('strong', rule.title).text} {head.text}"), chain([explained], told))
    yield "</section>"


def summary(rule: Rule, result: RuleResult) -> str:
    """Rule id, articles, and how many units it judged, kept, flagged and left undetermined."""
    return " · ".join((rule.id, str(words.article_labels(result.articles)), str(words.counts(result))))


def about(rule: Rule, values: Values, on: date) -> Iterator[str]:
    """What the rule does not see, the values in force, its source and its SQL."""
    rows: list[tuple[Say, Shown]] = [
        (words.BLIND, rule.blind),
        (words.NEVER, rule.header.never_undetermined or ""),
        (words.DEVIATES, rule.deviates or ""),
        (
            words.SOURCE,
            Say("；".join(place.zh for place in rule.cited), "; ".join(place.en for place in rule.cited)),
        ),
    ]
    yield pairs(rows).text
    if rule.values:
        yield from table(
            words.VALUES, VALUE_HEADS, value_rows(rule, values, on), words.read_on(rule.header.day)
        )
    yield element("p", "SQL", class_="label").text
    yield f'<pre tabindex="0">{element("code", rule.sql).text}</pre>'


def value_rows(rule: Rule, values: Values, on: date) -> Iterator[list[Shown]]:
    """A row for every span in which a value held; one that says so where none does."""
    for name in rule.values:
        value = load_catalogue()[name]
        spans = values.timeline(name)
        yield from (span_row(value, dated) for dated in spans)
        if not spans:
            yield [value.describes, "—", words.UNSET, values.status(name, on).says, "—"]


def span_row(value: Value, dated: Dated) -> list[Shown]:
    until = dated.until.isoformat() if dated.until else ""
    held: Shown = words.ALWAYS if dated.always else f"{dated.since.isoformat()} – {until}"
    return [value.describes, held, wording(value, dated.value), words.vouched(dated.confidence), dated.source]
