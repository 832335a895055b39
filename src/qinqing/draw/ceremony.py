"""The steps on files: a year's folder, a bundle per draw, and the secret file beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from qinqing.draw import store
from qinqing.draw.after import open_result, recalled, substitute, void
from qinqing.draw.bundle import RUN, SUBSTITUTE, Bundle
from qinqing.draw.committing import commit
from qinqing.draw.nonces import ordered_nonces
from qinqing.draw.pool import Pool
from qinqing.draw.result import Place, Substitution, visited
from qinqing.draw.running import Given, Outcome, run
from qinqing.draw.sources import Spec
from qinqing.draw.verify import verify
from qinqing.law.values import Values


class Done(NamedTuple):
    """What a step left: the last digest to be logged, who is visited, and what came in where that is what changed."""

    head: str
    visited: tuple[Place, ...]
    into: Substitution | None = None
    restored: bool = False


def commit_draw(
    folder: Path,
    draw: str,
    pool: Pool,
    sources: Sequence[Spec],
    parts: Sequence[Mapping[str, Any]],
    values: Values,
    moment: datetime,
) -> Bundle:
    """A new bundle in the year's folder."""
    bundle = commit(store.kept_plan(folder), draw, pool, sources, parts, values, moment)
    store.create(store.bundle_path(folder, draw), bundle)
    return bundle


def run_draw(
    path: Path,
    nonces: Sequence[bytes],
    given: Mapping[str, Given],
    moment: datetime,
    unsealed: Sequence[str] = (),
) -> Done:
    """Once, however many ask at once. On a draw that was run and whose secret file is gone, only that is written anew."""

    def step(bundle: Bundle) -> tuple[Bundle, Done]:
        restored = bundle.entry(RUN) is not None and not store.secret_path(path).exists()
        if restored:
            outcome = recalled(bundle, ordered_nonces(bundle.commit["parts"], nonces))
        else:
            bundle, outcome = run(bundle, nonces, given, moment, unsealed)
        store.keep_secret(path, outcome.nonces, [])
        return bundle, Done(bundle.head, visited(outcome.places, []), restored=restored)

    return _changed(path, step)


def substitute_in(path: Path, out: str, reason: str, moment: datetime) -> Done:
    """The next of the reserve for `out`; the secret file is written first, so that no logged step lacks its words."""

    def step(bundle: Bundle) -> tuple[Bundle, Done]:
        outcome, done = _secret(path, bundle)
        bundle, one = substitute(bundle, outcome, done, out, reason, moment)
        store.keep_secret(path, outcome.nonces, [*done, one])
        return bundle, Done(bundle.head, visited(outcome.places, [*done, one]), one)

    return _changed(path, step)


def open_draw(path: Path, moment: datetime) -> Done:
    """The result for everybody to see."""

    def step(bundle: Bundle) -> tuple[Bundle, Done]:
        outcome, done = _secret(path, bundle)
        bundle = open_result(bundle, outcome, done, moment)
        return bundle, Done(bundle.head, visited(outcome.places, done))

    return _changed(path, step)


def void_draw(path: Path, people: Sequence[str], reason: str, moment: datetime) -> Done:
    """Nothing is taken away: the step that voids stands behind the others."""

    def step(bundle: Bundle) -> tuple[Bundle, Done]:
        bundle = void(bundle, people, reason, moment)
        return bundle, Done(bundle.head, ())

    return _changed(path, step)


def _changed(path: Path, step: Callable[[Bundle], tuple[Bundle, Done]]) -> Done:
    """No step is put on a bundle that does not hold: what somebody altered is refused before it can be drawn from."""

    def checked(bundle: Bundle) -> tuple[Bundle, Done]:
        verify(bundle)
        return step(bundle)

    return store.change(path, checked)


def _secret(path: Path, bundle: Bundle) -> tuple[Outcome, list[Substitution]]:
    logged = sum(entry["type"] == SUBSTITUTE for entry in bundle.entries)
    nonces, done = store.secret_of(path, logged)
    return recalled(bundle, nonces), done
