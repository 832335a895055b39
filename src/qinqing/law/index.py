"""One index from an article to everything it leads to: norms, rules, values, pages, tests, source files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from qinqing.law.addresses import label, nearest, read_address
from qinqing.law.bindings import Binding, BoundArticle, BoundChapter
from qinqing.law.house import shown
from qinqing.law.norms import NORMS_FILE, Norm, load_norms
from qinqing.law.rule_headers import RuleHeader, rule_headers, tests_of
from qinqing.law.values import load_catalogue
from qinqing.refusals import Refused, Say

ARTICLE_PAGE = "/law/{}/"
RULE_PAGE = "/rules/{}/"
VALUES_FOLDER = Path(__file__).with_name("values")
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one article leads to. `values` are ids, `tests` and `sources` paths.

    `pages`: addresses of the article's own page and its rules', then names of the routes that serve its norms.
    """

    binding: Binding
    chapter: BoundChapter
    article: BoundArticle
    norms: tuple[Norm, ...]
    rules: tuple[RuleHeader, ...]
    values: tuple[str, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def label(self) -> Say:
        return label(self.article.number)


def index(binding: Binding) -> dict[str, Entry]:
    """Address → entry, for every article of the measure."""
    return {number: _entry(binding, article) for number, article in binding.articles.items()}


def find_entry(binding: Binding, spoken: str) -> Entry:
    """The entry of the article named as 13, 第十三条 or 13-1; an unknown one is refused with the nearest."""
    address = read_address(spoken)
    article = binding.articles.get(address or "")
    if article:
        return _entry(binding, article)
    count = len(binding.articles)
    near = label(nearest(address, list(binding.articles)))
    says = Say(
        f"《{binding.name.zh}》没有“{spoken}”这一条；共 {count} 条，最接近的是{near.zh}",
        f"{binding.name.en} has no article {spoken!r}; the nearest of its {count} is {near.en}",
    )
    raise Refused("article.unknown", says)


def _entry(binding: Binding, article: BoundArticle) -> Entry:
    norms = tuple(load_norms()[norm] for norm in article.norms)
    rules = tuple(rule for rule in rule_headers().values() if set(rule.norms) & set(article.norms))
    values = _once(chain.from_iterable(rule.values for rule in rules))
    files = [binding.path, NORMS_FILE, *(rule.path for rule in rules), *_once(map(value_file, values))]
    return Entry(
        binding=binding,
        chapter=binding.chapter_of(article.number),
        article=article,
        norms=norms,
        rules=rules,
        values=values,
        pages=_once(_pages(article, norms, rules)),
        tests=_once(map(shown, chain.from_iterable(map(tests_of, rules)))),
        sources=tuple(map(shown, filter(None, files))),
    )


def _pages(article: BoundArticle, norms: Iterable[Norm], rules: Iterable[RuleHeader]) -> Iterator[str]:
    yield ARTICLE_PAGE.format(article.number)
    yield from (RULE_PAGE.format(rule.id) for rule in rules)
    yield from chain.from_iterable(norm.pages for norm in norms)


def value_file(value: str) -> Path | None:
    """The file of law/values where the value stands; None for an id the catalogue does not know."""
    known = load_catalogue().get(value)
    return VALUES_FOLDER / f"{known.subject}.yaml" if known else None


def _once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(things))
