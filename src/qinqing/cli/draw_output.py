"""What `qinqing draw` prints: never who was drawn, until that is opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qinqing.refusals import Say

if TYPE_CHECKING:
    from qinqing.draw.ceremony import Done
    from qinqing.draw.result import Place
    from qinqing.draw.verify import Report

STATES = {
    "committed": Say("已承诺，未抽取", "committed, not drawn yet"),
    "run": Say("已抽取，未公开", "drawn, not opened yet"),
    "opened": Say("已公开", "opened"),
    "void": Say("已作废", "void"),
}


def told_head(head: str, *, logged: bool) -> None:
    zh, en = ("", "") if logged else ("，请即存证", ": log it now")
    click.echo(Say(f"这一步的散列 {head}{zh}", f"digest of this step {head}{en}"))


def echo_done(done: Done, listed: Path | None) -> None:
    zh, en = f"要检查 {len(done.visited)} 户", f"{len(done.visited)} enterprises are to be visited"
    where = Say(f"，名单写在 {listed}", f": {listed}") if listed else Say("", "")
    click.echo(Say(zh + where.zh, en + where.en))
    if done.into:
        click.echo(Say(f"第 {done.into.number} 次替补已记录", f"substitution {done.into.number} is recorded"))


def visits_csv(places: Sequence[Place]) -> bytes:
    """Who is visited, the leader of each team first; a mark at the front lets spreadsheets see that it is UTF-8."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["risk_class", "rank", "enterprise_id", "leader", "others"])
    for place in places:
        rows.writerow([place.risk, place.rank, place.id, place.team[0], "|".join(place.team[1:])])
    return text.getvalue().encode("utf-8-sig")


def report_data(report: Report) -> dict[str, Any]:
    return {
        "draw": report.draw,
        "state": report.state,
        "steps": report.steps,
        "head": report.head,
        "anchored": report.anchored,
        "notices": [notice._asdict() for notice in report.notices],
    }


def echo_report(report: Report) -> None:
    state = STATES[report.state]
    zh = f"{report.draw} 核验通过：{state.zh}，{report.steps} 步，最后一步的散列 {report.head}"
    en = f"{report.draw} holds: {state.en}, {report.steps} steps, digest of the last {report.head}"
    click.echo(Say(zh, en))
    for notice in report.notices:
        click.echo(f"{Say('提示', 'note')} {notice}")


def tell(done: Done, listed: Path | None, *, logged: bool) -> None:
    """What was done; who is visited goes into a file of its owner's only, never to the screen."""
    from qinqing.draw.store import PRIVATE, replace

    if listed:
        replace(listed, visits_csv(done.visited), PRIVATE)
    echo_done(done, listed)
    told_head(done.head, logged=logged)
