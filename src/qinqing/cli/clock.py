"""`qinqing clock EVENTS.json`: due day, days used and left, and why each day counted or not."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import click

from qinqing.facts.shown import REASON_LENGTH, shorten
from qinqing.refusals import Say

STANDARD_INPUT = "-"
HELP = Say(
    "办理时限：由事件和时限算出到期日、已用和剩余的天数，并逐段说明每一天为什么计入、为什么不计入（JSON）；EVENTS 为 - 时读标准输入",
    "the clock: from events and limits to the day due, days used and left, and why each day counted or not (JSON); "
    "EVENTS may be - for standard input",
)
# Taken as it stands by `qinqing clock -`; \b keeps its lines apart.
EXAMPLE = """\b
{"limit": {"n": 20, "unit": "workday"},
 "promised": {"n": 10, "unit": "workday"},
 "on": "2026-03-31",
 "events": [{"type": "received", "on": "2026-02-06"},
            {"type": "accepted", "on": "2026-02-09"}]}"""


@click.command(help=str(HELP), epilog=EXAMPLE)
@click.argument("events", type=click.Path(path_type=Path, allow_dash=True))
def command(events: Path) -> None:
    from qinqing.clock import as_data, read_asked, reckon

    asked = read_asked(_content(events), _name(events))
    answer = as_data(reckon(asked.events, asked.limit, asked.promised, asked.on))
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _name(events: Path) -> Say:
    if str(events) == STANDARD_INPUT:
        return Say("标准输入", "standard input")
    return Say(shorten(events, REASON_LENGTH), shorten(events, REASON_LENGTH))


def _content(events: Path) -> bytes:
    """As far as it may be long, and a byte more, so that what is too long is seen to be."""
    from qinqing.clock import refusals
    from qinqing.clock.reading import MOST_BYTES

    try:
        if str(events) != STANDARD_INPUT:
            with events.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        if sys.stdin is None:  # the caller closed it
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise refusals.unreadable(_name(events), error) from error
