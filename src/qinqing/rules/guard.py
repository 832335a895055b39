"""The guard: one act before it happens, judged by the same rule over the facts plus that act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self, TypeAlias

from sqlglot import exp

from qinqing.law.values import Values
from qinqing.refusals import Refused, Say
from qinqing.rules.acts import Act, refs, refuse_wrong_act, with_act
from qinqing.rules.answers import looked_up_columns
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.compile import DIALECT
from qinqing.rules.engine import Folder, named_if_broken
from qinqing.rules.macros import Binding, write_out
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
    """The facts of one day held ready, for one question or many. Close it, or use it in a `with`."""

    def __init__(self, folder: Folder, on: date, values: Values | None = None):
        self.folder = folder
        self.present = set(folder.tables)
        self.binding = Binding(on, values or Values.load())
        self.connection = folder.connect(on)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

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
        refuse_blindness(found, self.folder, act)
        row = self._gravest(found, act)
        if row is None or row["verdict"] == "kept":
            return NO_RECUSAL if found.custody == "organ" else Answer("kept", nothing_against(found))
        return RECUSE if found.custody == "organ" else Answer(row["verdict"], sentence(found, row))

    def _gravest(self, rule: Rule, act: Act) -> dict[str, Any] | None:
        """The gravest answer on a unit that rests on the act; None if the rule does not judge it."""
        query = with_act(rule, write_out(rule.compiled.query, self.binding), act, self.present)
        named = looked_up_columns(rule, self.present)
        evidence = exp.Array(expressions=[exp.Literal.string(ref) for ref in refs(act)]).sql(dialect=DIALECT)
        with named_if_broken(rule):
            cursor = self.connection.execute(
                f"""SELECT a.*, 1 AS units{named} FROM ({query.sql(dialect=DIALECT)}) AS a
                    WHERE verdict IS NOT NULL AND list_has_any(evidence, {evidence}) ORDER BY unit"""
            )
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        ranked = sorted(rows, key=lambda row: GRAVEST_FIRST.index(row["verdict"]))
        return {**ranked[0], "limit": ranked[0].get("limit_")} if ranked else None


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


def refuse_blindness(rule: Rule, folder: Folder, act: Act) -> None:
    tables = {*folder.tables, *act}
    lacking = {t: folder.missing_columns(t) if t in folder.tables else set() for t in rule.compiled.reads}
    why = why_skipped(rule, tables, lacking, folder.custody, folder.supplied)
    if why:
        says = Say(f"无法按规则 {rule.id} 核对：{why.zh}", f"rule {rule.id} cannot be asked: {why.en}")
        raise Refused("guard.unavailable", says)


def nothing_against(rule: Rule) -> Say:
    return Say(
        f"按规则“{rule.title.zh}”核对，未见不合要求之处。",
        f"Checked by the rule “{rule.title.en}”: nothing found against it.",
    )
