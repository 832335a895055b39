"""XML inside packages: read in pieces by expat, which keeps no tree; document types and what runs are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat  # defusedxml's own means: every DOCTYPE ends the reading

from qinqing.files.inspection.found import Found, Unfit

Start = Callable[[str, dict[str, str]], None]
RELATION = "Relationship"
LINK = "/hyperlink"
RUNS = re.compile(r"^\s*(?:javascript|vbscript|data|file):|^\\\\", re.IGNORECASE)
# Field codes that fetch or run when a document is opened.
FIELDS_THAT_RUN = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b", re.IGNORECASE)
LONGEST_FIELDS = 1_000_000
# A cell holds 32,767 characters of at most nine bytes each.
LONGEST_STRETCH = 400_000


def read(
    chunks: Iterable[bytes],
    where: str,
    start: Start | None = None,
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Parses to the end; Unfit `doctype`, `broken`."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda name, system, public, internal: _stop(where)
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    parser.buffer_text = True
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise Unfit("broken", where) from error


def in_short_stretches(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    """The same, of a part that is read again where a sheet is imported; Unfit `too_much`.

    From one tag to the next there is a tag and a cell's text. A tag with a million attributes passes here in seconds and
    holds up whoever builds a tree of it for half a minute.
    """
    length = 0
    for chunk in chunks:
        first = chunk.find(b"<")
        length += len(chunk) if first < 0 else first
        if length > LONGEST_STRETCH:
            raise Unfit("too_much", where)
        if first >= 0:
            length = len(chunk) - chunk.rfind(b"<")
        yield chunk


def _stop(where: str) -> None:
    raise Unfit("doctype", where)


def local(name: str) -> str:
    return name.rpartition(":")[2]


def look_at_relations(chunks: Iterable[bytes], where: str, found: list[Found]) -> None:
    """`*.rels`: links to pages may lead outside; nothing else may."""

    def start(name: str, given: dict[str, str]) -> None:
        if local(name) != RELATION:
            return
        target = given.get("Target", "")
        outside = given.get("TargetMode", "").lower() == "external"
        if RUNS.search(target) or (outside and not given.get("Type", "").endswith(LINK)):
            found.append(Found("outside", where))

    read(chunks, where, start)


def look_at_fields(chunks: Iterable[bytes], where: str, found: list[Found]) -> None:
    """A document's text: codes of fields, which may stand in pieces."""
    codes: list[str] = []
    inside = [False]
    length = [0]

    def start(name: str, given: dict[str, str]) -> None:
        inside[0] = name.endswith("instrText")
        if name.endswith("fldSimple"):
            keep(next((value for key, value in given.items() if local(key) == "instr"), ""))
        elif name.endswith("fldChar"):
            codes.append(" ")

    def keep(words: str) -> None:
        length[0] += len(words)
        if length[0] > LONGEST_FIELDS:
            raise Unfit("unpacked", where)
        codes.append(words)

    def text(words: str) -> None:
        if inside[0]:
            keep(words)

    def end(name: str) -> None:
        inside[0] = False

    read(chunks, where, start, text, end)
    if FIELDS_THAT_RUN.search("".join(codes)):
        found.append(Found("active", where))


def look_at_svg(chunks: Iterable[bytes], where: str, found: list[Found]) -> None:
    """A drawing in a document: no script, no handler, nothing foreign."""

    def start(name: str, given: dict[str, str]) -> None:
        runs = any(
            key.lower().startswith("on")
            or (local(key).lower() == "href" and RUNS.search(value) and not value.startswith("data:image/"))
            for key, value in given.items()
        )
        if runs or local(name).lower() in ("script", "foreignobject", "handler"):
            found.append(Found("active", where))

    read(chunks, where, start)
