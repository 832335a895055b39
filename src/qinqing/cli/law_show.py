"""`qinqing law show 13`: an article's heading, gist, list, norms, and its text if loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import click

from qinqing.cli.law_text import Text, loaded_text
from qinqing.law.bindings import HOME_MEASURE, Binding, load_binding
from qinqing.law.index import Entry, find_entry
from qinqing.law.norms import KINDS
from qinqing.refusals import Say

Json = dict[str, Any]


def article_options(function: Callable[..., None]) -> Callable[..., None]:
    """The argument and the options that `show` and `where` share."""
    measure = str(Say("办法的编号，或绑定文件的路径", "a measure's id, or the path of a bindings file"))
    for decorate in (
        click.option("--format", "form", type=click.Choice(["text", "json"]), default="text"),
        click.option(
            "--measure",
            envvar="QINQING_MEASURE",
            show_envvar=True,
            default=HOME_MEASURE,
            show_default=True,
            help=measure,
        ),
        click.argument("article"),
    ):
        function = decorate(function)
    return function


@click.command(
    help=str(Say("一条的标题、要旨、清单、规范和全文", "an article's heading, gist, list, norms and text"))
)
@article_options
def show(article: str, measure: str, form: str) -> None:
    entry = find_entry(load_binding(measure), article)
    text = text_of(entry)
    answer(form, as_json(entry, text), as_lines(entry, text))


def text_of(entry: Entry) -> Text:
    return loaded_text(entry.binding.measure, entry.article.number)


def answer(form: str, data: Json, lines: Iterator[str]) -> None:
    """One answer on standard output, as JSON or for reading."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if form == "json" else "\n".join(lines))


def as_json(entry: Entry, text: Text) -> Json:
    article, chapter = entry.article, entry.chapter
    return {
        "measure": entry.binding.measure,
        "issuer": both(entry.binding.issuer),
        "document_no": entry.binding.document_no,
        "article": article.number,
        "label": both(entry.label),
        "heading": both(article.heading),
        "gist": both(article.gist),
        "chapter": {"number": chapter.number, "heading": both(chapter.heading)},
        "list": chapter.list_type,
        "binds": list(chapter.binds),
        "in_force_from": (since := article.in_force_from or entry.binding.in_force_from)
        and since.isoformat(),
        "in_force_to": article.in_force_to and article.in_force_to.isoformat(),
        "norms": [{"norm": norm.id, "kind": norm.kind, "title": both(norm.title)} for norm in entry.norms],
        "text": text.content,
    }


def both(says: Say) -> Json:
    return {"zh": says.zh, "en": says.en}


def as_lines(entry: Entry, text: Text) -> Iterator[str]:
    article = entry.article
    yield f"{entry.label} {article.heading}（{entry.chapter.list_name}）"
    if article.gist.zh:
        yield str(article.gist)
    yield from _in_force(entry)
    yield str(_issued(entry.binding))
    nothing = Say("没有设定规范，无可判断", "sets no norm: nothing to judge")
    norms = (f"{norm.id}  {norm.title}（{KINDS[norm.kind]}）" for norm in entry.norms)
    yield from part(Say("规范", "Norms"), norms, nothing)
    yield from part(Say("全文", "Text"), text.lines(), text.why)


def _issued(binding: Binding) -> Say:
    number = f" {binding.document_no}" if binding.document_no else ""
    return Say(f"{binding.issuer.zh}{number}", f"{binding.issuer.en}{number}")


def _in_force(entry: Entry) -> Iterator[str]:
    since = entry.article.in_force_from or entry.binding.in_force_from
    until = entry.article.in_force_to
    if since and until:
        yield str(Say(f"施行：{since} 至 {until}", f"in force: {since} to {until}"))
    elif since:
        yield str(Say(f"施行：{since} 起", f"in force: since {since}"))
    elif until:
        yield str(Say(f"施行：至 {until}", f"in force: until {until}"))


def part(name: Say, rows: Iterator[str], nothing: Say) -> Iterator[str]:
    """A named list; what is said where it is empty."""
    listed = list(rows) or [str(nothing)]
    yield ""
    yield str(name)
    yield from (f"  {row}" for row in listed)
