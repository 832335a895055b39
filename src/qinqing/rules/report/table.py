"""A check as a table for a terminal: every rule's counts, then every finding in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from qinqing.refusals import Say
from qinqing.rules.catalogue import load_rules
from qinqing.rules.report import words
from qinqing.rules.report.people import Names, named
from qinqing.rules.results import CheckResult, Finding, RuleResult
from qinqing.rules.sheet import counted

EVIDENCE_SHOWN = 6
GAP = "  "


def as_table(result: CheckResult, names: Names) -> str:
    """`names`: as they may be shown."""
    return "\n".join([*heading(result), "", *rule_lines(result), "", *finding_lines(result, names)]) + "\n"


def heading(result: CheckResult) -> Iterator[str]:
    custody, day = words.CUSTODIES[result.custody], result.on.isoformat()
    yield str(Say(f"截至 {day} · {custody.zh}", f"as of {day} · {custody.en}"))


def rule_lines(result: CheckResult) -> list[str]:
    columns = (words.RULE, words.ARTICLES, words.JUDGED, words.KEPT, words.FLAGGED, words.UNDETERMINED)
    rows = [[str(word) for word in columns]]
    ran = [rule_row(rule) for rule in result.rules if rule.why is None]
    skipped = [f"{words.SKIPPED} {rule.rule}{GAP}{rule.why}" for rule in result.rules if rule.why]
    return [*(aligned(rows + ran) if ran else []), *skipped]


def rule_row(rule: RuleResult) -> list[str]:
    counts = (rule.judged, rule.kept, rule.flagged, rule.undetermined)
    return [
        f"{rule.rule} {load_rules()[rule.rule].title}",
        str(words.article_labels(rule.articles)),
        *map("{:,}".format, counts),
    ]


def aligned(rows: list[list[str]]) -> list[str]:
    """Words to the left, numbers to the right; a Chinese character is two columns wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            padded(cell, size, right=place > 1)
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def padded(cell: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(cell))
    return space + cell if right else cell + space


def width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def finding_lines(result: CheckResult, names: Names) -> Iterator[str]:
    if not result.findings:
        yield str(words.NOTHING if any(rule.why is None for rule in result.rules) else words.NOTHING_RAN)
        return
    yield str(words.CAUTION)
    for finding in result.findings:
        yield ""
        yield from lines_of(finding, names)


def lines_of(finding: Finding, names: Names) -> Iterator[str]:
    yield f"{finding.on}{GAP}{finding.rule}{GAP}{words.standing(finding.verdict, finding.level)}"
    yield f"{GAP}{Say(finding.says, finding.says_en)}"
    if finding.official_id:
        yield GAP + words.labelled(words.CONCERNED, named(finding.official_id, names.officials))
    if finding.path:
        yield GAP + words.labelled(words.PATH, " → ".join(finding.path))
    yield GAP + words.labelled(words.EVIDENCE, shown_evidence(finding))
    if finding.sheet:
        yield GAP + words.labelled(words.LIKE_CASES, shown_sheet(finding))


def shown_evidence(finding: Finding) -> str:
    shown, more = finding.evidence[:EVIDENCE_SHOWN], len(finding.evidence) - EVIDENCE_SHOWN
    rest = f" … +{more}" if more > 0 else ""
    return ", ".join(shown) + rest


def shown_sheet(finding: Finding) -> str:
    own, like = counted(finding.sheet)
    return str(
        Say(
            f"本方 {own} 件、同类 {like} 件，逐件见网页",
            f"{own} own and {like} like, each on the page (html)",
        )
    )
