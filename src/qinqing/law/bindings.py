"""Which article of a measure binds to which norms. The text itself is loaded by the operator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from qinqing.law.house import home
from qinqing.law.norms import load_norms
from qinqing.law.slots import Slots
from qinqing.law.values.reading import read_tree
from qinqing.refusals import Problem, Refused, Say

BINDINGS = Path(__file__).with_name("bindings")
HOME_MEASURE = "xuchang-civil-air-defence"
# Names for the list types we know. The set is open: another measure's own word is shown as it stands.
LIST_NAMES = {
    "general": Say("总则", "general"),
    "positive": Say("正面清单", "positive list"),
    "negative": Say("负面清单", "negative list"),
    "guide": Say("指引", "guide"),
    "supplementary": Say("附则", "supplementary"),
    "other": Say("条文", "articles"),
}
# Whose duties a list sets out. Open too.
SIDE_NAMES = {"bureau": Say("本局", "the bureau"), "enterprise": Say("企业", "enterprises")}
# The chapter of articles that stand in none.
NO_CHAPTER = "0"
POSITIVE, NEGATIVE, UNSORTED = "positive", "negative", "other"
ADDRESS = re.compile(r"\d+([-.]\d+)*")


@dataclass(frozen=True, slots=True)
class BoundArticle:
    """One article: its address ("13", "13-1", "1.2"), heading and gist (empty where nobody wrote one), its norms."""

    number: str
    heading: Say
    gist: Say
    norms: tuple[str, ...]
    in_force_from: date | None = None
    in_force_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.in_force_from or day) <= day <= (self.in_force_to or day)


@dataclass(frozen=True, slots=True)
class BoundChapter:
    """A chapter and its kind of list. `binds`: whose duties these are (bureau, enterprise, …)."""

    number: str
    heading: Say
    list_type: str
    binds: tuple[str, ...]
    articles: tuple[BoundArticle, ...]

    @property
    def list_name(self) -> Say:
        return LIST_NAMES.get(self.list_type, Say(self.list_type, self.list_type))

    @property
    def numbered(self) -> bool:
        return self.number != NO_CHAPTER

    @property
    def side_names(self) -> list[Say]:
        return [SIDE_NAMES.get(side, Say(side, side)) for side in self.binds]


@dataclass(frozen=True)
class Binding:
    """A measure's bindings. `title` is the measure's own, `name` our short one; `path` the file read.

    `document_no` is '' and `in_force_from` None where nobody said; an article may have days of its own.
    """

    measure: str
    title: str
    name: Say
    issuer: Say
    chapters: tuple[BoundChapter, ...]
    path: Path
    document_no: str = ""
    in_force_from: date | None = None

    @cached_property
    def articles(self) -> dict[str, BoundArticle]:
        return {article.number: article for chapter in self.chapters for article in chapter.articles}

    def names(self, title: str) -> bool:
        """Whether that is this measure's title, however it was typeset."""
        return _bare(title) == _bare(self.title)

    def chapter_of(self, number: str) -> BoundChapter:
        return next(c for c in self.chapters if any(a.number == number for a in c.articles))

    def list_type_of(self, number: str) -> str:
        """Which list an article stands on. Where a measure is no two lists its norms say: one prohibition is enough."""
        chapter, norms = self.chapter_of(number), self.articles[number].norms
        if chapter.list_type != UNSORTED or not norms:
            return chapter.list_type
        duties = all(load_norms()[norm].kind == "duty" for norm in norms)
        return POSITIVE if duties else NEGATIVE


def load_binding(measure: str | Path = HOME_MEASURE) -> Binding:
    """The packaged binding of that id, one a bureau confirmed, or one in a YAML file; refused if unknown."""
    path = Path(measure)
    if path.suffix in (".yaml", ".yml"):
        return read_binding(path)
    known, own = known_measures(), own_binding_file(str(measure))
    if str(measure) not in known:
        if own.is_file():
            return _own(own, own.stat().st_mtime_ns)
        near = get_close_matches(str(measure), known, 1, 0) or known
        says = Say(
            f"没有名为 {measure} 的办法。最接近的是 {near[0]}；也可以给出 YAML 文件的路径",
            f"no measure is called {measure}. The nearest is {near[0]}; the path of a YAML file will do too",
        )
        raise Refused("measure.unknown", says)
    return _packaged(str(measure))


def known_measures() -> list[str]:
    return sorted(path.stem for path in BINDINGS.glob("*.yaml"))


def articles_of(norms: str | Iterable[str], measure: Binding | str | Path = HOME_MEASURE) -> tuple[str, ...]:
    """Addresses of the articles that set any of these norms, in order: "decide-in-time" → ("7", "14")."""
    wanted = {norms} if isinstance(norms, str) else set(norms)
    binding = measure if isinstance(measure, Binding) else load_binding(measure)
    return tuple(number for number, article in binding.articles.items() if wanted & set(article.norms))


def _bare(title: str) -> str:
    return re.sub(r"\W", "", title)


def own_binding_file(measure: str) -> Path:
    """Where the bindings a bureau confirmed for its own measure are kept."""
    return home() / "bindings" / f"{measure}.yaml"


@lru_cache(maxsize=8)
def _own(path: Path, changed: int) -> Binding:
    """Read once per change of the file: `changed` is its time of modification."""
    return read_binding(path)


@cache
def _packaged(measure: str) -> Binding:
    return read_binding(BINDINGS / f"{measure}.yaml")


def read_binding(path: Path) -> Binding:
    """The binding in `path`; refused with every problem at once."""
    problems: list[Problem] = []
    slots = Slots(path.name, read_tree(path, problems), problems)
    binds = tuple(map(str, slots.items("binds")))
    binding = Binding(
        measure=slots.word("measure"),
        title=slots.word("title"),
        name=slots.say("name"),
        issuer=slots.say("issuer"),
        chapters=tuple(_chapter(given, binds, problems) for given in slots.items("chapters")),
        path=path,
        document_no=slots.word("document_no", optional=True),
        in_force_from=slots.day("in_force_from"),
    )
    slots.close()
    problems.extend(_contradictions(binding))
    if problems:
        says = Say(f"{path} 的条文绑定有误，请逐条改正", f"the bindings in {path} have mistakes; mend each")
        raise Refused("binding.refused", says, problems)
    return binding


def _chapter(given: Any, binds: tuple[str, ...], problems: list[Problem]) -> BoundChapter:
    slots = Slots(_where("章 chapter", given), given, problems)
    chapter = BoundChapter(
        number=slots.word("number"),
        heading=slots.say("heading", optional=True),
        list_type=slots.word("list"),
        binds=tuple(map(str, slots.items("binds", optional=True))) or binds,
        articles=tuple(_article(article, problems) for article in slots.items("articles")),
    )
    slots.close()
    return chapter


def _article(given: Any, problems: list[Problem]) -> BoundArticle:
    slots = Slots(_where("条 article", given), given, problems)
    article = BoundArticle(
        number=slots.word("number"),
        heading=slots.say("heading"),
        gist=slots.say("gist", optional=True),
        norms=tuple(map(str, slots.items("norms"))),
        in_force_from=slots.day("in_force_from"),
        in_force_to=slots.day("in_force_to"),
    )
    slots.close()
    return article


def _where(kind: str, given: Any) -> str:
    return f"{kind} {given.get('number', '?')}" if isinstance(given, dict) else kind


def _contradictions(binding: Binding) -> Iterator[Problem]:
    """What is well formed and yet wrong: a number twice, an unknown norm, an end before its start."""
    seen: set[str] = set()
    for article in (a for chapter in binding.chapters for a in chapter.articles):
        where = f"条 article {article.number}"
        if article.number in seen:
            yield Problem(where, Say("写了两次", "stands twice"))
        seen.add(article.number)
        if article.number and not ADDRESS.fullmatch(article.number):
            yield Problem(where, Say("编号应如 13、13-1 或 1.2", "a number should look like 13, 13-1 or 1.2"))
        for norm in article.norms:
            if norm not in load_norms():
                yield Problem(where, Say(f"规范目录中没有 {norm}", f"the norm catalogue has no {norm}"))
        if article.in_force_from and article.in_force_to and article.in_force_to < article.in_force_from:
            yield Problem(where, Say("失效早于生效", "ends before it begins"))
