"""Every refusal and failure the program can speak: found where it is written, its sentences with … for what varies.

A code word is the first argument of `Refused(…)` or `Failed(…)`, or of a function that hands it on to them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "qinqing"
KINDS = ("Refused", "Failed")
VARIES = "…"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place that refuses or fails. Sentences are (Chinese, English); `cites` names the value whose source it is."""

    code: str
    kind: str
    path: str
    says: tuple[str, str]
    remedy: tuple[str, str] = ("", "")
    cites: str = ""


@dataclass(slots=True)
class Scope:
    """What names stand for where an expression is written: a function's own, then its module's.

    `given`: arguments it was called with, and where those were written.
    """

    names: dict[str, list[ast.expr]] = field(default_factory=dict)
    outer: Scope | None = None
    given: dict[str, tuple[ast.expr, Scope]] = field(default_factory=dict)

    def look_up(self, name: ast.Name) -> tuple[ast.expr, Scope] | None:
        """What was last assigned above; of a module's name, all stand above."""
        if name.id in self.given:
            return self.given[name.id]
        above = [
            value for value in self.names.get(name.id, ()) if value.lineno <= name.lineno or not self.outer
        ]
        if above and above[-1] is not name:
            return above[-1], self
        return self.outer.look_up(name) if self.outer else None


def find() -> list[Spoken]:
    """In order of code word and place."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if "tests" not in path.parts and "migrations" not in path.parts
    }
    handing_on = {name: there for tree in trees.values() for name, there in _handing_on(tree)}
    found = (spoken for path, tree in trees.items() for spoken in _of_module(path, tree, handing_on))
    return sorted(found, key=lambda spoken: (spoken.code, spoken.path, spoken.says))


def _of_module(
    path: Path, tree: ast.Module, handing_on: dict[str, tuple[Function, ast.Call]]
) -> Iterator[Spoken]:
    module, place = Scope(_assigned(tree.body)), str(path.relative_to(ROOT))
    for call, scope in _calls(tree, module):
        name = _name(call.func)
        if name in KINDS:
            yield from _spoken(call, scope, place)
        elif name in handing_on:
            function, inner = handing_on[name]
            names = [argument.arg for argument in function.args.args]
            given = dict(zip(names, ((argument, scope) for argument in call.args), strict=False))
            yield from _spoken(inner, Scope(_assigned(function.body), module, given), place)


def _calls(tree: ast.Module, module: Scope) -> Iterator[tuple[ast.Call, Scope]]:
    """Every call with the names that hold there."""
    inside: dict[ast.AST, Scope] = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        scope = Scope(_assigned(function.body), module)
        inside |= dict.fromkeys(ast.walk(function), scope)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, inside.get(node, module)


def _handing_on(tree: ast.Module) -> Iterator[tuple[str, tuple[Function, ast.Call]]]:
    """Functions whose code word is an argument of their own."""
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        own = {argument.arg for argument in function.args.args}
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            first = call.args[0] if call.args else None
            if _name(call.func) in KINDS and isinstance(first, ast.Name) and first.id in own:
                yield function.name, (function, call)


def _spoken(call: ast.Call, scope: Scope, place: str) -> Iterator[Spoken]:
    code = text_of(call.args[0], scope)
    if VARIES in code:  # a function that hands it on: found where it is called
        return
    kept = {keyword.arg: keyword.value for keyword in call.keywords}
    remedy = sentences(kept["remedy"], scope) if "remedy" in kept else ("", "")
    cited = kept.get("cites")
    cites = text_of(cited.args[0], scope) if isinstance(cited, ast.Call) else ""
    yield Spoken(code, _name(call.func), place, sentences(call.args[1], scope), remedy, cites)


def sentences(node: ast.expr, scope: Scope) -> tuple[str, str]:
    """Both languages of a `Say`, however it came here."""
    match node:
        case ast.Call(func=ast.Name("Say"), args=[zh, en]):
            return text_of(zh, scope), text_of(en, scope)
        case ast.Name() if there := scope.look_up(node):
            return sentences(*there)
        case ast.IfExp(body=one, orelse=other):
            pairs = sentences(one, scope), sentences(other, scope)
            return " / ".join(p[0] for p in pairs), " / ".join(p[1] for p in pairs)
    return VARIES, VARIES


def text_of(node: ast.expr, scope: Scope) -> str:
    """The text an expression yields, … where it depends on the case."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(values):
            return "".join(text_of(value, scope) for value in values)
        case ast.BinOp(left, ast.Add(), right):
            return text_of(left, scope) + text_of(right, scope)
        case ast.FormattedValue(value):
            return text_of(value, scope) if isinstance(value, ast.Attribute) else VARIES
        case ast.Attribute(ast.Name() as name, ("zh" | "en") as language) if there := scope.look_up(name):
            return sentences(*there)[language == "en"]
        case ast.Name() if there := scope.look_up(node):
            return text_of(*there)
    return VARIES


def _assigned(body: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What each name is given, in order of place."""
    found: dict[str, list[ast.expr]] = {}
    for node in (inner for statement in body for inner in ast.walk(statement)):
        match node:
            case ast.Assign([ast.Name(id)], value):
                found.setdefault(id, []).append(value)
            case ast.Assign([ast.Tuple(names)], ast.Tuple(values)) if len(names) == len(values):
                for name, value in zip(names, values, strict=True):
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).append(value)
    return {id: sorted(values, key=lambda value: value.lineno) for id, values in found.items()}


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id):
            return id
        case ast.Attribute(attr=attr):
            return attr
    return ""
