"""The permission matrix: one declared file says which role may use which route, how, on whose objects.

config/matrix.yaml, per route:  METHOD: {role: [relations]}.  Relations, the nearest that fits an object:
concerned, own, assigned, same_unit, other_unit, none; `any` stands for a route without an object.
A route, method, role or relation that is not written there is denied.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db.models import Model

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import EVERYBODY, SIGNED_IN, Role

FILE = Path(__file__).resolve().parent.parent / "config" / "matrix.yaml"
RELATIONS = ("concerned", "own", "assigned", "same_unit", "other_unit", "none")
NO_OBJECT = "any"
FACES = ("public", "enterprise", "staff", "organ", "api")
METHODS = ("GET", "POST")

M = TypeVar("M", bound=Model)
Cell = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Route:
    """One row: the face it belongs to and, per method, role → relations."""

    name: str
    face: str
    methods: dict[str, Cell]

    def allows(self, actor: Actor | None, method: str) -> frozenset[str]:
        """The relations this actor may have to an object here; empty is a refusal."""
        cell = self.methods.get("GET" if method in ("HEAD", "OPTIONS") else method, {})
        held = {EVERYBODY} if actor is None else {EVERYBODY, SIGNED_IN, *(role.value for role in actor.roles)}
        return frozenset().union(*(relations for role, relations in cell.items() if role in held))


@functools.cache
def matrix() -> dict[str, Route]:
    """Every declared route by name. ValueError names what is malformed: the start stops rather than guesses."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: _route(name, row) for name, row in raw.items()}


def _route(name: str, row: dict[str, Any]) -> Route:
    row = dict(row)
    face = row.pop("face")
    if face not in FACES:
        raise ValueError(f"matrix: {name} has face {face!r}")
    unknown = set(row) - set(METHODS)
    if unknown:
        raise ValueError(f"matrix: {name} has methods {sorted(unknown)}")
    return Route(name, face, {method: _cell(name, roles) for method, roles in row.items()})


def _cell(name: str, roles: dict[str, list[str]]) -> Cell:
    known = {EVERYBODY, SIGNED_IN, *Role.values}
    for role, relations in roles.items():
        wrong = set(relations) - {*RELATIONS, NO_OBJECT}
        if role not in known or wrong or not relations:
            raise ValueError(f"matrix: {name}: role {role!r} with relations {relations!r}")
    return {role: frozenset(relations) for role, relations in roles.items()}


_relations: dict[type[Model], Callable[[Actor | None, Any], str]] = {}


def relation(
    model: type[M],
) -> Callable[[Callable[[Actor | None, M], str]], Callable[[Actor | None, M], str]]:
    """Registers how an actor stands to objects of `model`: one of RELATIONS."""

    def register(answer: Callable[[Actor | None, M], str]) -> Callable[[Actor | None, M], str]:
        _relations[model] = answer
        return answer

    return register


def relation_to(actor: Actor | None, thing: Model) -> str:
    """How `actor` stands to `thing`; 'none' for models nobody described."""
    answer = _relations.get(type(thing))
    return answer(actor, thing) if answer else "none"
