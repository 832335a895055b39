"""docs/articles.md: from every article to its norms, rules, values, pages, tests and files.

`python -m qinqing.law.articles_page` writes it; with `--check` a stale page ends with exit 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from qinqing.law.bindings import load_binding
from qinqing.law.house import REPOSITORY, shown
from qinqing.law.index import Entry, index, value_file
from qinqing.law.norms import KINDS, Norm
from qinqing.law.rule_headers import RuleHeader

PAGE = REPOSITORY / "docs" / "articles.md"
HEAD = """# From an article to everything that carries it out

Generated from the bindings, the norms and the headers of the rules by `python -m qinqing.law.articles_page`;
do not edit. The same for one article, with its text and the values in force: `qinqing law where 13`.

由绑定、规范和规则头部生成，请勿手改。看一条的全文与现行数值：`qinqing law where 13`。
"""


def articles_page() -> str:
    """The page's text for the home measure."""
    binding = load_binding()
    entries = index(binding).values()
    measure = f"Measure: {binding.title}. Bindings: {_link(shown(binding.path))}."
    lines = [HEAD, measure, "", *_table(entries), ""]
    for entry in entries:
        lines += _section(entry)
    return "\n".join(lines).rstrip() + "\n"


def _table(entries: Iterable[Entry]) -> Iterator[str]:
    yield "| Article | 标题 | Heading | Norms | Rules |"
    yield "|---|---|---|---|---|"
    for entry in entries:
        number, heading = entry.article.number, entry.article.heading
        links = f"[{entry.label.zh}](#article-{number}) | {heading.zh} | {heading.en}"
        yield f"| {links} | {len(entry.norms)} | {', '.join(rule.id for rule in entry.rules) or '—'} |"


def _section(entry: Entry) -> Iterator[str]:
    article, chapter = entry.article, entry.chapter
    yield f"## Article {article.number}"
    yield ""
    yield f"**{article.heading.zh}** · {article.heading.en} · {chapter.list_name.zh} / {chapter.list_name.en}"
    yield ""
    if article.gist.zh:
        yield f"{article.gist.zh} {article.gist.en}"
        yield ""
    if not entry.norms:
        yield "Sets no norm: nothing to judge."
    for norm in entry.norms:
        yield from _norm(norm, [rule for rule in entry.rules if norm.id in rule.norms])
    yield from _lists(entry)
    yield ""


def _norm(norm: Norm, rules: list[RuleHeader]) -> Iterator[str]:
    yield f"- `{norm.id}` {norm.title.zh} / {norm.title.en} ({KINDS[norm.kind].en})"
    for rule in rules:
        yield f"  - rule {_link(shown(rule.path), rule.id)} {rule.title.zh} / {rule.title.en}"


def _lists(entry: Entry) -> Iterator[str]:
    rows = {
        "Values": [_value(value) for value in entry.values],
        "Pages": [f"`{page}`" for page in entry.pages],
        "Tests": [_link(test) for test in entry.tests],
    }
    for name, things in rows.items():
        if things:
            yield ""
            yield f"{name}: {', '.join(things)}"


def _value(value: str) -> str:
    path = value_file(value)
    return _link(shown(path), value) if path else f"`{value}`"


def _link(path: str, text: str | None = None) -> str:
    return f"[{text or path}](../{path})"


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        return check(PAGE)
    PAGE.write_text(articles_page(), encoding="utf-8")
    return 0


def check(page: Path) -> int:
    """0 if `page` is what would be written now; else 1, and how to mend it on standard error."""
    if page.is_file() and page.read_text(encoding="utf-8") == articles_page():
        return 0
    sys.stderr.write(f"{shown(page)} is stale: run `python -m qinqing.law.articles_page`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
