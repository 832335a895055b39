"""Findings by article, department and month: a picture each, and the table that says it in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qinqing.law.addresses import label
from qinqing.refusals import Say
from qinqing.rules.report import words
from qinqing.rules.report.markup import Html, Shown, element, table
from qinqing.rules.report.people import Names, named
from qinqing.rules.report.pictures import Count, bars, columns, key
from qinqing.rules.report.tally import Tally, judged_by_article, judged_by_month
from qinqing.rules.results import CheckResult

# A picture holds so many rows or months; the table under it has the rest, one by one or added up.
ROWS, MONTHS = 25, 36
DEPARTMENTS = 200  # a province has thousands: beyond these the table adds them up
FINDINGS = (words.FLAGGED, words.UNDETERMINED)


def by_article(result: CheckResult, tally: Tally) -> Iterator[str]:
    """A finding under two articles counts under both."""
    judged = judged_by_article(result.rules)
    counts = [(judged[name], spoken(count)) for name, count in in_order(tally.by("article"))]
    rows: list[list[Shown]] = [[count.name, units, *figures(count)] for units, count in counts]
    heads = (words.ARTICLE, words.JUDGED_UNITS, *FINDINGS)
    drawn = bars("articles", str(words.BY_ARTICLE), [count for _, count in counts][:ROWS])
    yield from part("by-article", words.BY_ARTICLE, drawn, table(words.FIGURES, heads, rows, words.TWICE))


def in_order(counts: dict[str, Count]) -> list[tuple[str, Count]]:
    """Articles by number: 8, 13, 13-1."""
    return sorted(counts.items(), key=lambda item: [int(n) for n in item[0].replace(".", "-").split("-")])


def figures(count: Count) -> tuple[int, int]:
    return count.flagged, count.undetermined


def spoken(count: Count) -> Count:
    return count._replace(name=str(label(count.name)))


def by_department(tally: Tally, names: Names) -> Iterator[str]:
    """Most flagged first; findings about facts that belong to none stand last."""
    counts = sorted(
        tally.by("department").values(), key=lambda c: (not c.name, -c.flagged, -c.undetermined, c.name)
    )
    called = [c._replace(name=named(c.name, names.departments) or str(words.NOWHERE)) for c in counts]
    drawn = bars("departments", str(words.BY_DEPARTMENT), called[:ROWS])
    shown = table(words.FIGURES, (words.DEPARTMENT, *FINDINGS), department_rows(called), words.NO_RANKING)
    yield from part("by-department", words.BY_DEPARTMENT, drawn, shown)


def department_rows(counts: Sequence[Count]) -> Iterator[list[Shown]]:
    yield from rows_of(counts[:DEPARTMENTS])
    rest = counts[DEPARTMENTS:]
    if rest:
        yield [words.others(len(rest)), sum(c.flagged for c in rest), sum(c.undetermined for c in rest)]


def rows_of(counts: Iterable[Count]) -> Iterator[list[Shown]]:
    for count in counts:
        yield [count.name, *figures(count)]


def by_month(result: CheckResult, tally: Tally) -> Iterator[str]:
    judged, found = judged_by_month(result.rules), tally.by("month")
    counts = unbroken([found.get(month, Count(month, 0, 0)) for month in {*judged, *found}])
    heads = (words.MONTH, words.JUDGED_UNITS, words.KEPT_UNITS, *FINDINGS)
    drawn = columns("months", str(words.BY_MONTH), counts[-MONTHS:])
    yield from part(
        "by-month", words.BY_MONTH, drawn, table(words.FIGURES, heads, month_rows(counts, judged))
    )


def month_rows(counts: Sequence[Count], judged: dict[str, tuple[int, int]]) -> Iterator[list[Shown]]:
    """The months of the picture, those before them added up."""
    earlier, shown = counts[:-MONTHS], counts[-MONTHS:]
    if earlier:
        units = [sum(judged.get(count.name, (0, 0))[n] for count in earlier) for n in range(2)]
        yield [words.before(shown[0].name), *units, *map(sum, zip(*map(figures, earlier), strict=True))]
    for count in shown:
        yield [count.name, *judged.get(count.name, (0, 0)), *figures(count)]


def unbroken(counts: Sequence[Count]) -> list[Count]:
    """Every month from the first to the last, those without findings too."""
    known = {count.name: count for count in counts}
    return [known.get(name, Count(name, 0, 0)) for name in months_between(min(known), max(known))]


def months_between(first: str, last: str) -> Iterator[str]:
    since, until = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (first, last))
    return (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(since, until + 1))


def part(id: str, heading: Say, drawn: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    """A picture with its key, its table under it."""
    yield f'<section id="{id}">{element("h2", heading).text}<figure>'
    yield element("figcaption", [key(id), Html(" "), words.COUNTED_AS]).text
    yield from drawn
    yield "</figure>"
    yield from shown
    yield "</section>"
