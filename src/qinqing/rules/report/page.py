"""A check as one self-contained page: no script, nothing loaded from elsewhere.

Pictures of the findings first, each with its table; then every rule with its findings; then what did not run and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qinqing.law.values import Values
from qinqing.refusals import Say
from qinqing.rules.catalogue import load_rules
from qinqing.rules.report import counted, words
from qinqing.rules.report.entries import ALL, EVIDENCE_SHOWN
from qinqing.rules.report.markup import Html, Shown, element, table
from qinqing.rules.report.people import Names
from qinqing.rules.report.rule_parts import about, with_findings, without
from qinqing.rules.report.tally import SHOWN, Tally
from qinqing.rules.results import CheckResult, RuleResult

STYLE = Path(__file__).with_name("page.css")
RULE_HEADS = (words.RULE, words.ARTICLES, words.JUDGED, words.KEPT, words.FLAGGED, words.UNDETERMINED)


def as_page(result: CheckResult, tally: Tally, names: Names, values: Values) -> str:
    """`result.findings` are not read: `tally` counts them and holds those shown. `values`: what was judged by."""
    return "\n".join([*head(result), *body(result, tally, names, values), "</body>\n</html>"]) + "\n"


def head(result: CheckResult) -> Iterator[str]:
    title = Say(f"亲清 · 规则检查 · 截至 {result.on}", f"Qinqing · check as of {result.on}")
    yield f'<!doctype html>\n<html lang="{Say("zh-Hans", "en")}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"{element('title', title).text}\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>"


def body(result: CheckResult, tally: Tally, names: Names, values: Values) -> Iterator[str]:
    yield from masthead(result)
    yield "<main>"
    yield element(
        "h1", words.headline(*tally.totals, ran=any(rule.why is None for rule in result.rules))
    ).text
    yield element("p", lead(result, tally), class_="lead").text
    yield contents(result, tally)
    if tally.rules:
        yield from counted.by_article(result, tally)
        yield from counted.by_department(tally, names)
        yield from counted.by_month(result, tally)
    yield from overview(result)
    yield from rules(result, tally, names, values)
    if tally.rules:
        yield from all_of_them(result)
    yield "</main>"
    yield element("footer", element("p", words.FOOTER)).text


def all_of_them(result: CheckResult) -> Iterator[str]:
    """How much the page shows, and the command that writes all it counts."""
    yield f'<section id="{ALL}">{element("h2", words.ALL).text}'
    yield element("p", words.all_of_them(SHOWN, EVIDENCE_SHOWN)).text
    command = element("code", words.check_command(result.on, result.custody)).text
    yield f'<pre tabindex="0">{command}</pre></section>'


def masthead(result: CheckResult) -> Iterator[str]:
    custody = words.CUSTODIES[result.custody]
    said = Say(f"截至 {result.on} · 保管：{custody.zh}", f"as of {result.on} · in custody of {custody.en}")
    yield f"<header><p>{element('strong', words.BRAND).text} {element('span', said).text}</p></header>"


def lead(result: CheckResult, tally: Tally) -> Say:
    if tally.rules:
        return words.CAUTION
    return words.NOTHING if any(rule.why is None for rule in result.rules) else words.NOTHING_RAN


def contents(result: CheckResult, tally: Tally) -> str:
    """Where things stand on the page, as far as there is anything."""
    named = [
        (words.BY_ARTICLE, "by-article"),
        (words.BY_DEPARTMENT, "by-department"),
        (words.BY_MONTH, "by-month"),
    ]
    parts = [*(named if tally.rules else []), (words.RULES, "rules")]
    parts += [(heading, id) for id, heading, chosen in groups(result, tally) if chosen]
    parts += [(words.ALL, ALL)] if tally.rules else []
    links = (element("li", element("a", heading, href=f"#{id}")) for heading, id in parts)
    return element("nav", element("ul", links), aria_label=str(words.CONTENTS)).text


def groups(result: CheckResult, tally: Tally) -> Iterator[tuple[str, Say, list[RuleResult]]]:
    """The rules in three groups: with findings, without, not run."""
    found = [rule for rule in result.rules if tally.of_rule(rule.rule)]
    quiet = [rule for rule in result.rules if rule.why is None and not tally.of_rule(rule.rule)]
    yield "found", words.WITH_FINDINGS, found
    yield "quiet", words.WITHOUT, quiet
    yield "skipped", words.NOT_RUN, [rule for rule in result.rules if rule.why]


def overview(result: CheckResult) -> Iterator[str]:
    """Every rule that ran with its counts."""
    ran = [rule for rule in result.rules if rule.why is None]
    yield f'<section id="rules">{element("h2", words.RULES).text}'
    yield from table(words.RULES_RAN, RULE_HEADS, map(overview_row, ran), words.UNITS_NOTE) if ran else ()
    yield "</section>"


def overview_row(rule: RuleResult) -> list[Shown]:
    counts = (rule.judged, rule.kept, rule.flagged, rule.undetermined)
    return [link(rule), words.article_labels(rule.articles), *counts]


def link(rule: RuleResult) -> Html:
    return element("a", load_rules()[rule.rule].title, href=f"#{rule.rule}")


def rules(result: CheckResult, tally: Tally, names: Names, values: Values) -> Iterator[str]:
    for id, heading, chosen in groups(result, tally):
        if not chosen:
            continue
        yield f'<div class="group" id="{id}">{element("h2", heading).text}'
        if id == "skipped":
            rows = ([link(rule), words.article_labels(rule.articles), rule.why or ""] for rule in chosen)
            yield from table(words.SKIPPED_WHY, (words.RULE, words.ARTICLES, words.WHY), rows)
        for each in chosen:
            rule = load_rules()[each.rule]
            told = about(rule, values, result.on)
            found = bool(tally.of_rule(rule.id))
            yield from with_findings(rule, each, tally, names, told) if found else without(rule, each, told)
        yield "</div>"
