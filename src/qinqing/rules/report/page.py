"""A check as one self-contained page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from qinqing.law.values import Values, load_catalogue, wording
from qinqing.refusals import Say
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.report import words
from qinqing.rules.report.people import person
from qinqing.rules.results import CheckResult, Finding, RuleResult

STYLE = Path(__file__).with_name("page.css")


def as_page(result: CheckResult, names: dict[str, str], values: Values) -> str:
    """`names`: official id → name as it may be shown; `values`: those the facts were judged by."""
    title = str(Say(f"亲清 · 规则检查 · 截至 {result.on}", f"Qinqing · check as of {result.on}"))
    language = Say("zh-Hans", "en")
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="lead">{lead(result)}</p>',
        *overview(result),
        *(part for rule in result.rules for part in section(rule, result, names, values)),
        "</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def lead(result: CheckResult) -> Say:
    if result.findings:
        return words.CAUTION
    return words.NOTHING if any(rule.why is None for rule in result.rules) else words.NOTHING_RAN


def overview(result: CheckResult) -> Iterator[str]:
    columns = (words.RULE, words.ARTICLES, words.JUDGED, words.KEPT, words.FLAGGED, words.UNDETERMINED)
    yield (
        "<table><thead><tr>"
        + "".join(f'<th scope="col">{word}</th>' for word in columns)
        + "</tr></thead><tbody>"
    )
    for rule in result.rules:
        yield f"<tr>{''.join(overview_cells(rule))}</tr>"
    yield "</tbody></table>"


def overview_cells(rule: RuleResult) -> Iterator[str]:
    title = escape(str(load_rules()[rule.rule].title))
    yield f'<th scope="row"><a href="#{rule.rule}">{title}</a></th><td>{words.article_labels(rule.articles)}</td>'
    if rule.why:
        yield f'<td colspan="4">{escape(words.labelled(words.SKIPPED, str(rule.why)))}</td>'
        return
    for count in (rule.judged, rule.kept, rule.flagged, rule.undetermined):
        yield f'<td class="number">{count:,}</td>'


def section(result: RuleResult, check: CheckResult, names: dict[str, str], values: Values) -> Iterator[str]:
    """One rule: what it asks, what it found, what it does not see, the SQL it is."""
    rule = load_rules()[result.rule]
    found = [finding for finding in check.findings if finding.rule == rule.id]
    yield f'<section id="{rule.id}"><h2>{escape(str(rule.title))}</h2>'
    yield f"<p>{escape(str(rule.explains))}</p>"
    if found:
        yield "<ol>" + "".join(f"<li>{entry(finding, names)}</li>" for finding in found) + "</ol>"
    yield f'<p class="quiet">{Say("这条规则看不到的：", "What it does not see: ")}{escape(str(rule.blind))}</p>'
    yield from about_values(rule, values)
    yield f'<p class="quiet">{Say("依据：", "Source: ")}{escape("；".join(rule.source))}</p>'
    yield f"<details><summary>SQL</summary><pre><code>{escape(rule.sql)}</code></pre></details></section>"


def entry(finding: Finding, names: dict[str, str]) -> str:
    rows: Iterable[tuple[Say, str]] = (
        (Say("日期", "day"), finding.on.isoformat()),
        (words.CONCERNED, person(finding.official_id, names)),
        (words.PATH, " → ".join(finding.path)),
        (words.EVIDENCE, ", ".join(finding.evidence)),
    )
    standing = words.standing(finding.verdict, finding.level)
    details = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows if text)
    return f"<p><strong>{standing}</strong> {escape(str(Say(finding.says, finding.says_en)))}</p><dl>{details}</dl>"


def about_values(rule: Rule, values: Values) -> Iterator[str]:
    if not rule.values:
        return
    yield "<ul>"
    for name in rule.values:
        value = load_catalogue()[name]
        spans = [
            f"{d.since}–{d.until or ''} {wording(value, d.value)}（{d.source}）"
            for d in values.timeline(name)
        ]
        said = "；".join(spans) or str(Say("未设定", "unset"))
        yield f"<li>{escape(words.labelled(value.describes, said))}</li>"
    yield "</ul>"
