"""The guard: one act before it happens, judged by the same rule over the facts plus that act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Literal, Self, TypeAlias

from qinqing.facts.cells import literal
from qinqing.facts.schema import TABLES
from qinqing.law.values import Values
from qinqing.refusals import Problem, Refused, Say
from qinqing.rules.acts import Act, references, refs, refuse_wrong_act
from qinqing.rules.broken import named_if_broken
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.folder import Folder
from qinqing.rules.held import Change, Held
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.names import Names
from qinqing.rules.narrow import Near
from qinqing.rules.results import Figure
from qinqing.rules.sentences import sentence
from qinqing.rules.skipping import why_skipped

Recusal: TypeAlias = Literal["recuse", "no_recusal"]
RECUSE: Recusal = "recuse"
NO_RECUSAL: Recusal = "no_recusal"

# The graver answer stands for the act.
GRAVEST_FIRST = ("flagged", "undetermined", "kept")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of an act: `verdict` kept, flagged or undetermined, and why in one sentence.

    `observed` and `limit` as in a finding, `on` the day it became so; all None where the rule does not judge the act.
    """

    verdict: str
    says: Say
    observed: Figure = None
    limit: Figure = None
    on: date | None = None


class Guard:
    """The facts of one day held ready, for one question or many. Close it, or use it in a `with`.

    Questions are answered one after another, whichever thread asks.
    """

    def __init__(self, folder: Folder, on: date, values: Values | None = None):
        # One act reads little: more threads would only wait for each other.
        self.held = Held(folder, on, threads=1)
        self.binding = Binding(on, values or Values.load())
        self.near: dict[str, Near] = {}
        self.over_near: dict[str, str] = {}
        self.names = Names(self.held.connection, self.held.tables)
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
        refuse_patterns(found)
        refuse_wrong_act(found, act)
        refuse_blindness(found, self.held, act)
        row = self._gravest(found, act)
        if found.custody == "organ":
            return NO_RECUSAL if row is None or row["verdict"] == "kept" else RECUSE
        return answer_of(found, row)

    def _gravest(self, rule: Rule, act: Act) -> dict[str, Any] | None:
        """The gravest answer on a unit that rests on the act; None if the rule does not judge it."""
        change = Change(act)
        with self.turn, named_if_broken(rule):
            near = self._near(rule)
            refuse_orphans(rule, self.held, act)
            with self.held.together(keep=False):
                # An act that is still to come is judged as done, whatever its day.
                self.held.stage(change, as_of=date.max)
                is_near = near.touch(change.tables)
                rows = (self._of_near if is_near else self._of_all)(rule, near, change)
                if not rows:
                    return None
                row = min(rows, key=lambda row: (GRAVEST_FIRST.index(row["verdict"]), row["unit"]))
                if is_near and not self.names.where.keys().isdisjoint(act):
                    self.held.apply(change)  # who is named may come with the act
                return {**row, **self.names.said(rule, row), "limit": row.get("limit_"), "units": 1}

    def _near(self, rule: Rule) -> Near:
        if rule.id not in self.near:
            self.near[rule.id] = near = Near(self.held, rule, rule.compiled.reads, rule.anchors)
            self.over_near[rule.id] = near.over(write_out(rule.compiled.query, self.binding))
        return self.near[rule.id]

    def _of_near(self, rule: Rule, near: Near, change: Change) -> list[dict[str, Any]]:
        """What the rule answers on the act's units, asked of what is near them: planned once, which takes longer than asking."""
        near.fetch(coming=change.tables)
        near.change(change.tables)
        named = {*refs(change.rows)}
        while True:
            names, rows = self.held.beside.ask(self.over_near[rule.id])
            answers = [dict(zip(names, row, strict=True)) for row in rows]
            judged = [row for row in answers if row["verdict"] is not None]
            ours = [row for row in judged if not named.isdisjoint(row["evidence"])]
            # A unit of many facts tells of the worst of them, and the act may be another: without those it is asked again.
            others = {ref for row in judged if row["verdict"] != "kept" for ref in row["evidence"]}
            if ours or not near.set_aside(others):
                return ours

    def _of_all(self, rule: Rule, near: Near, change: Change) -> list[dict[str, Any]]:
        """The same asked of all facts, the act among them."""
        self.held.apply(change)
        named = ", ".join(literal(ref) for ref in refs(change.rows))
        cursor = self.held.connection.execute(
            f"""SELECT * FROM ({rule.compiled.sql(self.binding)}) AS a
                WHERE verdict IS NOT NULL AND list_has_any(evidence, CAST([{named}] AS VARCHAR[]))"""
        )
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def ask(rule: str, folder: Folder, act: Act, on: date, values: Values | None = None) -> Answer | Recusal:
    """One question to a folder as of a day; see `Guard.ask`."""
    with Guard(folder, on, values) as guard:
        return guard.ask(rule, act)


def refuse_patterns(rule: Rule) -> None:
    if rule.is_pattern:
        says = Say(
            f"规则 {rule.id} 比较的是许多件事，单独一件办理之前无从核对",
            f"rule {rule.id} compares many cases: one act cannot be checked by it",
        )
        raise Refused("guard.unavailable", says)


def refuse_blindness(rule: Rule, held: Held, act: Act) -> None:
    lacking = {table: held.lacking.get(table, set()) for table in rule.compiled.reads}
    why = why_skipped(rule, held.tables | act.keys(), lacking, held.custody, held.supplied)
    if why:
        says = Say(f"无法按规则 {rule.id} 核对：{why.zh}", f"rule {rule.id} cannot be asked: {why.en}")
        raise Refused("guard.unavailable", says)


def refuse_orphans(rule: Rule, held: Held, act: Act) -> None:
    """What the act refers to is on record: joined with nothing, it would be passed unseen."""
    problems = [
        Problem(where, Say(f"登记中没有 {key}", f"{key} is not on record"))
        for where, table, key in references(rule, act)
        if not held.has(TABLES[table], key)
    ]
    if problems:
        says = Say(
            "要核对的事项提到的，登记中没有，无从核对",
            "what the act refers to is not on record: nothing to check it by",
        )
        raise Refused("guard.act", says, problems)


def answer_of(rule: Rule, row: dict[str, Any] | None) -> Answer:
    if row is None:
        return Answer("kept", nothing_against(rule))
    says = nothing_against(rule) if row["verdict"] == "kept" else sentence(rule, row)
    return Answer(row["verdict"], says, row.get("observed"), row["limit"], row["on"])


def nothing_against(rule: Rule) -> Say:
    return Say(
        f"按规则“{rule.title.zh}”核对，未见不合要求之处。",
        f"Checked by the rule “{rule.title.en}”: nothing found against it.",
    )
