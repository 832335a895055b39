"""Findings and what becomes of them: their standing, the released question and its answer, what happened, steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.safestring import SafeString

from qinqing.web.components.attached import Attached
from qinqing.web.components.registry import register, rendered
from qinqing.web.components.words import tag

# A finding's status → how settled its frame looks.
STANDING = {
    "open": "open",
    "asked": "open",
    "answered": "open",
    "rectifying": "",
    "lead": "",
    "reminded": "done",
    "rectified": "done",
    "dismissed": "done",
}


@register.simple_tag
def status_tag(status: str, words: object) -> SafeString:
    """Where a finding stands, framed by how settled it is: `{% status_tag f.status f.get_status_display %}`."""
    return tag(words, STANDING[status])


@register.simple_block_tag
def answer(content: str, who: object = "", foot: object = "", asked: bool = False) -> SafeString:
    """Somebody's own words. `asked`: the question released to them; else their answer, in the law's voice."""
    return rendered("answer", content=content, who=who, foot=foot, asked=asked)


@register.simple_block_tag
def timeline(content: str, small: bool = False) -> SafeString:
    """What has happened: `{% timeline %}{% event day %}…{% endevent %}{% endtimeline %}`."""
    return rendered("timeline", content=content, small=small)


@register.simple_block_tag
def event(
    content: str,
    on: date | datetime | None = None,
    words: object = "",
    note: object = "",
    next: bool = False,
    files: Sequence[Attached] = (),
) -> SafeString:
    """One thing that happened; `words` stand in for the day, `next` is what waits, `files` it rests on."""
    return rendered("event", content=content, on=on, words=words, note=note, next=next, files=files)


@register.simple_block_tag
def steps(content: str, label: object) -> SafeString:
    """Where it goes: `{% steps _("办理环节") %}{% step _("受理") state="done" %}{% endsteps %}`."""
    return rendered("steps", content=content, label=label)


@register.simple_tag
def step(words: object, note: object = "", state: str = "", on: date | datetime | None = None) -> SafeString:
    """One step; state: '' ahead, 'now', 'done'."""
    if state not in ("", "now", "done"):
        raise ValueError(f"state {state!r}; known: '', now, done")
    return rendered("step", words=words, note=note, state=state, on=on)
