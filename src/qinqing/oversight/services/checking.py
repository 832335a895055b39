"""事前核对: an act about to be done, judged by its rule over the facts swept last."""

from __future__ import annotations

from typing import Any

from qinqing.accounts.actor import Actor
from qinqing.oversight import refusals
from qinqing.oversight.custody import is_sealed
from qinqing.oversight.selectors import CHECK, CHECK_CASE
from qinqing.oversight.services.held import HELD
from qinqing.record.services import service, write_entry
from qinqing.rules.acts import Act
from qinqing.rules.catalogue import load_rules
from qinqing.rules.guard import Answer


def check_act(rule: str, act: Act) -> Answer:
    """What `rule` says of `act` ({table: [row, …]}, the facts it would become) before it is done or saved.

    For an app that asks within an act of its own: nothing is kept of it here. Ask before a transaction is opened, the
    first question after a sweep reads the facts. Refused: `check.sealed`, `check.nothing_swept`, as `Guard.ask`.
    """
    if rule in load_rules() and is_sealed(rule):
        raise refusals.rule_is_sealed(rule)
    answer = HELD.ready().ask(rule, act)
    if not isinstance(answer, Answer):
        raise refusals.rule_is_sealed(rule)
    return answer


def check_before_act(actor: Actor, rule: str, act: Act) -> Answer:
    """The same, asked by a person: counted for the public page, and provable by whoever asked first and acted then."""
    answer = check_act(rule, act)
    _keep_check(actor, rule, act, answer.verdict)
    return answer


@service(CHECK, fields=("rule",))
def _keep_check(actor: Actor, rule: str, act: Act, verdict: str) -> None:
    """The act and what was said of it are committed to; in the clear stands the rule alone."""
    rows = {table: [_written(row) for row in rows] for table, rows in act.items()}
    write_entry(actor, f"{CHECK_CASE}{rule}", {"act": rows, "verdict": verdict}, rule=rule)


def _written(row: Any) -> dict[str, str]:
    return {name: str(value) for name, value in row.items() if value is not None}
