"""The figures of the public pages: for duties what was judged and kept, for prohibitions which rules stand guard.

Duties and prohibitions are never added up. Conduct is counted only as totals the organ released.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from qinqing.law.bindings import POSITIVE, Binding, BoundArticle, BoundChapter, load_binding
from qinqing.measures.models import ReleasedTotal
from qinqing.oversight.acts import ACTS, ASKED_BEFORE
from qinqing.oversight.models import RuleRun, Sweep
from qinqing.oversight.rules import rules_of_article
from qinqing.oversight.selectors import checks_this_year, latest_sweep
from qinqing.rules.catalogue import load_rules

MONTHS_SHOWN = 12
# What `Figures.recent_counts` gives, column by column.
MONTH_COLUMNS = ("month", "judged", "kept", "flagged", "undetermined")


@dataclass(slots=True)
class Figures:
    """Judged units of some rules; `months`: '2026-03' → [judged, flagged, undetermined]."""

    judged: int = 0
    flagged: int = 0
    undetermined: int = 0
    months: dict[str, list[int]] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        return self.judged - self.flagged - self.undetermined

    @property
    def since(self) -> str:
        """The month of the first fact judged; '' before anything was."""
        return min(self.months, default="")

    def add(self, run: RuleRun) -> None:
        self.judged += run.judged
        self.flagged += run.flagged
        self.undetermined += run.undetermined
        for month, counts in run.by_month.items():
            self.months[month] = [
                a + b for a, b in zip(self.months.get(month, [0, 0, 0]), counts, strict=True)
            ]

    def recent_counts(self) -> list[tuple[str, int, int, int, int]]:
        """(month, judged, kept, flagged, undetermined): the table beside the picture, and its CSV."""
        return [
            (month, judged, judged - flagged - undetermined, flagged, undetermined)
            for month, (judged, flagged, undetermined) in self.recent()
        ]

    def recent(self) -> list[tuple[str, list[int]]]:
        return sorted(self.months.items())[-MONTHS_SHOWN:]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article as the list shows it; `kind` positive, negative or what its chapter is.

    `figures` for duties only, `released` for what is no duty. `asked_before` of the rules are asked before an act,
    `checked` times this year up to yesterday; None where only the organ answers, or none is asked.
    """

    article: BoundArticle
    kind: str
    rules: tuple[str, ...]
    organ_rules: int
    asked_before: int
    checked: int | None
    figures: Figures | None
    released: ReleasedTotal | None

    @property
    def is_duty(self) -> bool:
        return self.kind == POSITIVE

    @property
    def is_guarded(self) -> bool:
        """No duty, and rules stand over it: a prohibition, on whichever list it is."""
        return not self.is_duty and bool(self.rules)


@dataclass(frozen=True, slots=True)
class ChapterLines:
    """`face`: how its articles are carried out — duties, guarded, mixed, or '' where nothing can be judged."""

    chapter: BoundChapter
    lines: tuple[ArticleLine, ...]

    @property
    def face(self) -> str:
        duties = any(line.is_duty for line in self.lines)
        guarded = any(line.is_guarded for line in self.lines)
        if duties and guarded:
            return "mixed"
        return "duties" if duties else "guarded" if guarded else ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole measure as `/law/` shows it; `sweep` None before anything was judged."""

    binding: Binding
    chapters: tuple[ChapterLines, ...]
    sweep: Sweep | None
    total: Figures
    released_total: int
    released_until: ReleasedTotal | None


def overview() -> Overview:
    """Everything the list of articles needs, in five questions."""
    binding, sweep = load_binding(settings.MEASURE), latest_sweep()
    runs, released, checked = _runs(sweep), _released(), checks_this_year()
    chapters = tuple(
        ChapterLines(
            chapter, tuple(_line(binding, article, runs, released, checked) for article in chapter.articles)
        )
        for chapter in binding.chapters
    )
    newest = max(released.values(), key=lambda row: row.released_on, default=None)
    return Overview(
        binding, chapters, sweep, _total(runs, chapters), sum(r.total or 0 for r in released.values()), newest
    )


def article_line(address: str) -> ArticleLine | None:
    """One article's line; None where the measure has no such article."""
    binding = load_binding(settings.MEASURE)
    article = binding.articles.get(address)
    if article is None:
        return None
    return _line(binding, article, _runs(latest_sweep()), _released(), checks_this_year())


def released_for(address: str) -> list[ReleasedTotal]:
    return list(ReleasedTotal.objects.filter(address=address))


def _line(
    binding: Binding,
    article: BoundArticle,
    runs: dict[str, RuleRun],
    released: dict[str, ReleasedTotal],
    checked: dict[str, int],
) -> ArticleLine:
    rules = tuple(rules_of_article(article.number))
    kind = binding.list_type_of(article.number)
    figures = _sum(runs[name] for name in rules if name in runs) if kind == POSITIVE else None
    organ = sum(load_rules()[name].custody == "organ" for name in rules)
    return ArticleLine(
        article,
        kind,
        rules,
        organ,
        sum(name in ASKED_BEFORE for name in rules),
        _checked(rules, checked),
        figures,
        released.get(article.number) if kind != POSITIVE else None,
    )


def _checked(rules: tuple[str, ...], checked: dict[str, int]) -> int | None:
    here = [checked.get(name, 0) for name in rules if name in ACTS]
    return sum(here) if here else None


def _sum(runs: Iterable[RuleRun]) -> Figures:
    total = Figures()
    for run in runs:
        total.add(run)
    return total


def _total(runs: dict[str, RuleRun], chapters: tuple[ChapterLines, ...]) -> Figures:
    """Each duty rule once, however many articles it serves."""
    serving = {
        name for part in chapters for line in part.lines if line.kind == POSITIVE for name in line.rules
    }
    return _sum(runs[name] for name in sorted(serving) if name in runs)


def _runs(sweep: Sweep | None) -> dict[str, RuleRun]:
    """The latest sweep's runs of rules that ran; a skipped rule judged nothing and is no figure."""
    return {run.rule: run for run in sweep.runs.filter(status="ran")} if sweep else {}


def _released() -> dict[str, ReleasedTotal]:
    """Per article the released total of the latest period."""
    newest: dict[str, ReleasedTotal] = {}
    by_article: dict[str, list[ReleasedTotal]] = defaultdict(list)
    for row in ReleasedTotal.objects.all():
        by_article[row.address].append(row)
    for address, rows in by_article.items():
        newest[address] = max(rows, key=lambda row: row.period_to)
    return newest
