"""The interface's sentences: found in every template and Python file, translated in django.po, compiled to django.mo.

`scripts/messages.py` brings django.po up to date and compiles it; `--check` changes nothing and fails when a
sentence has no English, when the file holds one nobody uses, or when the compiled file is not its. No gettext needed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "qinqing"
CATALOGUE = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Sentences of Django and django-allauth in the words of this house; kept by hand, compiled here.
BORROWED = SOURCE / "web" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"

CALLS = {"_": "gettext", "gettext": "gettext", "gettext_lazy": "gettext", "gettext_noop": "gettext"}
CALLS |= {
    "ngettext": "ngettext",
    "ngettext_lazy": "ngettext",
    "pgettext": "pgettext",
    "pgettext_lazy": "pgettext",
}
LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?")

HOLE = re.compile(r"%\(\w+\)s|%s")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as the source writes it; `context` and `plural` are '' where it has none."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(slots=True)
class Found:
    """Sentences with the files they stand in."""

    places: dict[Message, set[str]] = field(default_factory=dict)

    def add(self, message: Message, path: Path) -> None:
        self.places.setdefault(message, set()).add(str(path.relative_to(ROOT)))


def find() -> Found:
    """Every sentence of the interface."""
    found = Found()
    for path in sorted(SOURCE.rglob("*")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            for message in in_python(path.read_text(encoding="utf-8")):
                found.add(message, path)
        elif path.suffix == ".html":
            for message in in_template(path.read_text(encoding="utf-8")):
                found.add(message, path)
    return found


def in_python(text: str) -> Iterator[Message]:
    """Calls of gettext and its kin with literal sentences."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if words:
                yield _message(CALLS[node.func.id], words)


def in_template(text: str) -> Iterator[Message]:
    """translate, blocktranslate and `_("…")` in the arguments of a tag."""
    for match in IN_TEMPLATE.finditer(templatize(text)):
        words = [ast.literal_eval(part) for part in match.groups()[1:] if part]
        yield _message(CALLS[match.group(1)], words)


def _message(call: str, words: list[str]) -> Message:
    if call == "ngettext" and len(words) > 1:
        return Message(words[0], plural=words[1])
    if call == "pgettext" and len(words) > 1:
        return Message(words[1], context=words[0])
    return Message(words[0])


def merged(old: polib.POFile, found: Found) -> polib.POFile:
    """The catalogue holding exactly what was found, with the English it already had."""
    known = {_key(entry): entry for entry in old}
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message, places in sorted(found.places.items(), key=lambda pair: (min(pair[1]), pair[0].text)):
        new.append(_entry(message, places, known.get(message)))
    return new


def _entry(message: Message, places: set[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None, msgid_plural=message.plural)
    entry.occurrences = [(place, "") for place in sorted(places)]
    if message.plural:
        entry.msgstr_plural = dict(old.msgstr_plural) if old else {0: "", 1: ""}
    else:
        entry.msgstr = old.msgstr if old else ""
    return entry


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def without_english(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [e for e in catalogue if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]


def problems(catalogue: polib.POFile, wanted: polib.POFile) -> list[str]:
    """Why the catalogue is not what it should be, one line each."""
    here, there = {_key(e) for e in catalogue}, {_key(e) for e in wanted}
    compiled = CATALOGUE.with_suffix(".mo")
    said = [f"new, run `make messages`: {message.text}" for message in sorted(there - here, key=str)]
    said += [
        f"used nowhere, run `make messages`: {message.text}" for message in sorted(here - there, key=str)
    ]
    said += [f"without English: {entry.msgid}" for entry in without_english(catalogue)]
    said += [f"placeholders differ: {entry.msgid}" for entry in catalogue if not _same_placeholders(entry)]
    if not compiled.is_file() or compiled.read_bytes() != catalogue.to_binary():
        said.append("django.mo is not compiled from django.po, run `make messages`")
    if BORROWED.with_suffix(".mo").read_bytes() != polib.pofile(str(BORROWED)).to_binary():
        said.append("zh_Hans/django.mo is not compiled from its django.po, run `make messages`")
    return said


def _same_placeholders(entry: polib.POEntry) -> bool:
    """A translation has no hole that its sentence does not fill."""
    held = re.compile(r"%\((\w+)\)s|(%s)")
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = set(held.findall(entry.msgid))
    return all(
        not text or set(held.findall(text)) <= wanted | set(held.findall(entry.msgid_plural or ""))
        for text in texts
    )


def main(arguments: list[str]) -> int:
    settings.configure(USE_I18N=True)
    catalogue = (
        polib.pofile(str(CATALOGUE), wrapwidth=0) if CATALOGUE.is_file() else polib.POFile(wrapwidth=0)
    )
    wanted = merged(catalogue, find())
    if "--check" in arguments:
        said = problems(catalogue, wanted)
        print("\n".join(said))
        return 1 if said else 0
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    wanted.save(str(CATALOGUE))
    wanted.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    polib.pofile(str(BORROWED)).save_as_mofile(str(BORROWED.with_suffix(".mo")))
    waiting = without_english(wanted)
    print(f"{len(wanted)} sentences, {len(waiting)} without English in {CATALOGUE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
