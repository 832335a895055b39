"""One finding on the page: the sentence, what was observed against which limit, whom it concerns, what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qinqing.refusals import Say
from qinqing.rules.report import words
from qinqing.rules.report.markup import Html, Shown, element, pairs, table
from qinqing.rules.report.people import Names, named
from qinqing.rules.results import Figure, Finding
from qinqing.rules.rule import Rule
from qinqing.rules.sheet import Beside, LikeCase, side_by_side

EVIDENCE_SHOWN = 20
ALL = "all"  # the place on the page that says how to get all


def entry(rule: Rule, finding: Finding, names: Names) -> Iterator[str]:
    yield f'<li class="entry {finding.verdict}">'
    yield element("p", standing(finding), class_="standing").text
    yield element("p", Say(finding.says, finding.says_en), class_="says").text
    yield pairs(particulars(rule, finding, names)).text
    yield from like_cases(finding)
    yield "</li>"


def standing(finding: Finding) -> list[Shown]:
    """The verdict in a tag of its own shape, the level, the day."""
    tags = [element("span", words.VERDICTS[finding.verdict], class_=f"tag tag-{finding.verdict}")]
    if finding.verdict == "flagged":
        tags.append(element("span", words.LEVELS[finding.level], class_="tag"))
    return [*tags, element("time", finding.on.isoformat())]


def particulars(rule: Rule, finding: Finding, names: Names) -> Iterator[tuple[Say, Shown]]:
    unit = rule.header.measures
    yield words.OBSERVED, figure(finding.observed, unit)
    yield words.LIMIT, limit(finding, unit)
    yield words.AMOUNT, figure(finding.amount_cny, words.YUAN)
    yield words.DEPARTMENT, named(finding.department_id, names.departments)
    yield words.ENTERPRISE, named(finding.enterprise_id, names.enterprises)
    yield words.CONCERNED, named(finding.official_id, names.officials)
    yield words.PATH, " → ".join(finding.path)
    yield words.EVIDENCE, evidence(finding)


def limit(finding: Finding, unit: Say | None) -> str:
    """The limit; where a rule flags without any figure, that it does."""
    if finding.limit is None and finding.observed is None and finding.verdict == "flagged":
        return str(words.NO_FIGURE)
    return figure(finding.limit, unit)


def figure(value: Figure, unit: Say | None) -> str:
    """Numbers grouped and with their unit, days as they are; empty where there is none."""
    if isinstance(value, Decimal):
        return words.with_unit(f"{value:,.2f}", unit)
    if isinstance(value, int):
        return words.with_unit(f"{value:,}", unit)
    return value.isoformat() if isinstance(value, date) else value or ""


def evidence(finding: Finding) -> Html:
    more = len(finding.evidence) - EVIDENCE_SHOWN
    refs = [element("code", ref).text for ref in finding.evidence[:EVIDENCE_SHOWN]]
    return Html(" ".join([*refs, *([how_to_get(words.more_evidence(more)).text] if more > 0 else [])]))


def how_to_get(left_out: Say) -> Html:
    """What the page leaves out leads to the command that writes all of it."""
    return element("a", left_out, href=f"#{ALL}")


def like_cases(finding: Finding) -> Iterator[str]:
    """The sheet 类案对照表: own cases left, like ones right."""
    if finding.sheet:
        heads = (words.STRATUM, *side(words.OWN), *side(words.LIKE))
        rows = (sheet_row(beside) for beside in side_by_side(finding.sheet))
        yield from table(words.LIKE_CASES, heads, rows, words.SHEET_NOTE)


def side(whose: Say) -> list[Say]:
    """The three heads of one side."""
    heads = (words.CASE, words.VALUE, words.ALIKE)
    return [Say(f"{whose.zh}：{head.zh}", f"{whose.en}: {head.en}") for head in heads]


def sheet_row(beside: Beside) -> list[Shown]:
    return [beside.compared, *case_cells(beside.own), *case_cells(beside.like)]


def case_cells(case: LikeCase | None) -> list[Shown]:
    """Which case, the value compared, how many are alike."""
    return [element("code", case.ref), case.says, case.cases] if case else ["—", "", ""]
