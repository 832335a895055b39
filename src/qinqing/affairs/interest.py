"""Anybody with an interest in a firm is kept out of its matters: the organ's guard says recuse, and nothing more.

The question is about whoever acts, never about a colleague: who could ask after one would learn the ties the organ keeps.
So a matter may be handed to anybody, and whoever it came to is asked when they first do something with it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Concatenate, ParamSpec, TypeVar

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Paper
from qinqing.organisations.models import Enterprise, Official
from qinqing.oversight.services.recusal import ask_recusal
from qinqing.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Application | Paper)
Act = Callable[Concatenate[Actor, T, P], R]


def without_interest(act: Act[T, P, R]) -> Act[T, P, R]:
    """Above a service by which somebody takes a matter in hand, holds it up or has a say in how it ends: by the last paper
    they saw, a machine may end it.

    The act takes `declared` by its name: whether they said so themselves, where the organ does not answer.
    """

    @functools.wraps(act)
    def asked_first(actor: Actor, of: T, *given: P.args, **named: P.kwargs) -> R:
        firm = of.enterprise if isinstance(of, Application) else of.application.enterprise
        named["declared"] = keep_out_interested(actor.user.official, firm, bool(named.get("declared", False)))
        return act(actor, of, *given, **named)

    return asked_first


def keep_out_interested(official: Official | None, firm: Enterprise, declared: bool) -> bool:
    """Refused `decision.recuse`. Whether they said so themselves: `declared`, where the organ does not answer.

    Asked before a transaction is opened: an answer may take a while, and nobody waits for a lock meanwhile.
    """
    if official is None:
        return False
    try:
        answer = ask_recusal(official.key, firm.key, timezone.localdate())
    except Refused:
        if declared:
            return True
        raise
    if answer == "recuse":
        raise refusals.must_recuse()
    return False


def keep_out_of_any(official: Official | None, firms: Iterable[Enterprise]) -> bool:
    """Of a whole sheet, entered under a declaration for every firm on it. While the organ is silent that one holds for
    the rest: nobody waits for it once a firm."""
    return any(keep_out_interested(official, firm, declared=True) for firm in firms)
