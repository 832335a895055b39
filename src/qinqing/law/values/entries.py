"""One entry of a values file, read slot by slot into a Value; every problem is noted, none stops the reading."""

from __future__ import annotations

from qinqing.law.slots import Slots
from qinqing.law.values.citing import cite
from qinqing.law.values.kinds import KINDS
from qinqing.law.values.model import CONFIDENCES, FIRST_DAY, OWN, SAMPLES, Citation, Dated, DayCount, Value
from qinqing.law.values.reading import Tree
from qinqing.law.values.spans import SpanDay, read_span_end, read_span_start
from qinqing.law.values.words import Vocabulary
from qinqing.refusals import Say

SHIPPED = tuple(word for word in CONFIDENCES if word != OWN)


def read_value(id: str, subject: str, slots: Slots, words: Vocabulary) -> Value:
    kind = slots.word("kind", tuple(KINDS))
    unit = _unit(slots, kind, words)
    value = Value(
        id=id,
        subject=subject,
        describes=Say(slots.word("zh"), slots.word("en")),
        kind=kind,
        unit=unit,
        day_count=_day_count(slots, kind, unit, words),
        dated=tuple(sorted(_all_dated(slots, kind, words), key=lambda dated: dated.since)),
    )
    slots.close()
    return value


def _unit(slots: Slots, kind: str, words: Vocabulary) -> str:
    measured = kind in KINDS and KINDS[kind].measured
    if not measured and "unit" not in slots.given:
        return ""
    unit = slots.word("unit")
    if unit and (unit not in words.units or kind not in words.units[unit].kinds):
        slots.note(f"没有用于 {kind} 的单位 {unit}", f"there is no unit {unit} for a {kind}")
    return unit


def _day_count(slots: Slots, kind: str, unit: str, words: Vocabulary) -> DayCount | None:
    given = slots.given.pop("counts", None)
    if kind != "period":
        if given is not None:
            slots.note("只有期限才写 counts", "only a period has counts")
        return None
    inner = Slots(f"{slots.where}: counts", given, slots.problems)
    backwards = "before" in inner.given
    event = inner.word("before" if backwards else "from")
    if event and event not in words.events:
        inner.note(f"没有起算事件 {event}", f"there is no event {event}")
    inclusive = inner.given.pop("inclusive", "false") == "true"
    suspended_by = str(inner.given.pop("suspended_by", ""))
    inner.close()
    return DayCount(unit, event, words.events.get(event, Say("", "")), backwards, inclusive, suspended_by)


def _all_dated(slots: Slots, kind: str, words: Vocabulary) -> list[Dated]:
    given = slots.items("dated")
    places = [
        Slots(f"{slots.where}: dated {number}", one, slots.problems) for number, one in enumerate(given, 1)
    ]
    return [dated for place in places if (dated := _dated(place, kind, words))]


def _dated(slots: Slots, kind: str, words: Vocabulary) -> Dated | None:
    confidence = slots.word("confidence", SHIPPED)
    since, until = _since(slots, confidence), _until(slots)
    raw = slots.given.pop("value", None)
    value = KINDS[kind].read(raw) if kind in KINDS else None
    if value is None:
        _expected(slots, kind, raw)
    note = slots.say("note", optional=True)
    citations = read_citations(slots, words)
    slots.close()
    if value is None or since is None:
        return None
    end = until.day if until else None
    return Dated(since.day, end, value, citations, confidence, since.precision, note if note.zh else None)


def _expected(slots: Slots, kind: str, raw: Tree) -> None:
    if kind in KINDS:
        expected = KINDS[kind].expected
        slots.note(f"value 是 {raw}，应是{expected.zh}", f"value is {raw}, should be {expected.en}")


def _since(slots: Slots, confidence: str) -> SpanDay | None:
    given = slots.given.pop("since", None)
    if given is None and confidence in SAMPLES:
        return SpanDay(FIRST_DAY, "day")
    since = read_span_start(given)
    if since is None:
        slots.note("since 应是日期、年月或者年份", "since should be a date, a month or a year")
    return since


def _until(slots: Slots) -> SpanDay | None:
    given = slots.given.pop("until", None)
    until = None if given is None else read_span_end(given)
    if given is not None and until is None:
        slots.note("until 应是日期、年月或者年份", "until should be a date, a month or a year")
    return until


def read_citations(slots: Slots, words: Vocabulary) -> tuple[Citation, ...]:
    """The slot `source`: document → article, in the vocabulary's documents."""
    given = slots.given.pop("source", None)
    if not isinstance(given, dict) or not given:
        slots.note(
            "缺 source：文件和条款，如 {licensing-law: 42}",
            "source is missing: document and article, such as {licensing-law: 42}",
        )
        return ()
    for id in given:
        if id not in words.documents:
            slots.note(
                f"所引文件 {id} 不在 sources.yaml 中", f"the cited document {id} is not in sources.yaml"
            )
    return tuple(
        cite(words.documents[id], str(article)) for id, article in given.items() if id in words.documents
    )
