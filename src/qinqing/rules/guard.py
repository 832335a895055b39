"""The guard: one act before it happens, judged by the same rule over the facts plus that act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Literal, Self, TypeAlias

from qinqing.law.values import Values
from qinqing.refusals import Refused, Say
from qinqing.rules.acts import Act, refs, refuse_wrong_act
from qinqing.rules.answers import looked_up_columns
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.engine import named_if_broken
from qinqing.rules.folder import Folder
from qinqing.rules.held import Change, Held
from qinqing.rules.macros import Binding
from qinqing.rules.narrow import narrowed, touch
from qinqing.rules.sentences import sentence
from qinqing.rules.skipping import why_skipped

Recusal: TypeAlias = Literal["recuse", "no_recusal"]
RECUSE: Recusal = "recuse"
NO_RECUSAL: Recusal = "no_recusal"

# The graver answer stands for the act.
GRAVEST_FIRST = ("flagged", "undetermined", "kept")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of an act: `verdict` kept, flagged or undetermined, and why in one sentence."""

    verdict: str
    says: Say


class Guard:
    """The facts of one day held ready, for one question or many. Close it, or use it in a `with`.

    Questions are answered one after another, whichever thread asks.
    """

    def __init__(self, folder: Folder, on: date, values: Values | None = None):
        self.held = Held(folder, on)
        self.binding = Binding(on, values or Values.load())
        self.queries: dict[str, str] = {}
        self.turn = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self.held.close()

    def ask(self, rule: str, act: Act) -> Answer | Recusal:
        """Judge `act` ({table: [row, …]}, the facts it would become) by `rule`.

        A rule of the discipline organ answers `recuse` or `no_recusal` and nothing else; what cannot be
        told is answered with care: recuse. Refused: `guard.no-rule`, `guard.act`, `guard.unavailable`
        (the folder lacks what the rule needs: silence would pass the act).
        """
        found = load_rules().get(rule)
        if found is None:
            raise Refused("guard.no-rule", Say(f"没有规则 {rule}", f"there is no rule {rule}"))
        refuse_wrong_act(found, act)
        refuse_blindness(found, self.held, act)
        row = self._gravest(found, act)
        if row is None or row["verdict"] == "kept":
            return NO_RECUSAL if found.custody == "organ" else Answer("kept", nothing_against(found))
        return RECUSE if found.custody == "organ" else Answer(row["verdict"], sentence(found, row))

    def _gravest(self, rule: Rule, act: Act) -> dict[str, Any] | None:
        """The gravest answer on a unit that rests on the act; None if the rule does not judge it."""
        change = Change(act)
        with self.turn, self.held.together(keep=False), named_if_broken(rule):
            # An act that is still to come is judged as done, whatever its day.
            self.held.stage(change, as_of=date.max)
            near = touch(self.held, rule, change.tables)
            self.held.apply(change)
            rows = self._answers(rule, self._query(rule) if near else rule.compiled.sql(self.binding), act)
        ranked = sorted(rows, key=lambda row: GRAVEST_FIRST.index(row["verdict"]))
        return {**ranked[0], "limit": ranked[0].get("limit_")} if ranked else None

    def _query(self, rule: Rule) -> str:
        if rule.id not in self.queries:
            self.queries[rule.id] = narrowed(rule, self.binding)
        return self.queries[rule.id]

    def _answers(self, rule: Rule, sql: str, act: Act) -> list[dict[str, Any]]:
        cursor = self.held.connection.execute(
            f"""SELECT a.*, 1 AS units{looked_up_columns(rule, self.held.tables)} FROM ({sql}) AS a
                WHERE verdict IS NOT NULL AND list_has_any(evidence, ?) ORDER BY unit""",
            [refs(act)],
        )
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def ask(rule: str, folder: Folder, act: Act, on: date, values: Values | None = None) -> Answer | Recusal:
    """One question to a folder as of a day; see `Guard.ask`."""
    with Guard(folder, on, values) as guard:
        return guard.ask(rule, act)


def refuse_blindness(rule: Rule, held: Held, act: Act) -> None:
    lacking = {table: held.lacking.get(table, set()) for table in rule.compiled.reads}
    why = why_skipped(rule, held.tables | act.keys(), lacking, held.custody)
    if why:
        says = Say(f"无法按规则 {rule.id} 核对：{why.zh}", f"rule {rule.id} cannot be asked: {why.en}")
        raise Refused("guard.unavailable", says)


def nothing_against(rule: Rule) -> Say:
    return Say(
        f"按规则“{rule.title.zh}”核对，未见不合要求之处。",
        f"Checked by the rule “{rule.title.en}”: nothing found against it.",
    )
