"""Anybody with an interest in a firm is kept out of its matters: the organ's guard says recuse, and nothing more.

The question is about whoever acts, never about a colleague: who could ask after one would learn the ties the organ keeps.
So a matter may be handed to anybody, and whoever it came to is asked when they first do something with it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.models import Application, Paper
from qinqing.organisations.models import Official
from qinqing.oversight.services.recusal import ask_recusal
from qinqing.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Application | Paper)


def without_interest(
    act: Callable[Concatenate[Actor, M, P], R],
) -> Callable[Concatenate[Actor, M, P], R]:
    """Above a service by which somebody takes a matter, or a paper of it, in hand, holds it up or has a say in how it ends.

    The act takes `declared` by its name: whether they said so themselves, where the organ does not answer.
    """

    @functools.wraps(act)
    def asked_first(actor: Actor, thing: M, *given: P.args, **named: P.kwargs) -> R:
        about: Application | Paper = thing
        application = about.application if isinstance(about, Paper) else about
        named["declared"] = keep_out_interested(
            actor.user.official, application, bool(named.get("declared", False))
        )
        return act(actor, thing, *given, **named)

    return asked_first


def keep_out_interested(official: Official | None, application: Application, declared: bool) -> bool:
    """Refused `decision.recuse`. Whether they said so themselves: `declared`, where the organ does not answer.

    Asked before a transaction is opened: an answer may take a while, and nobody waits for a lock meanwhile.
    """
    if official is None:
        return False
    try:
        answer = ask_recusal(official.key, application.enterprise.key, timezone.localdate())
    except Refused:
        if declared:
            return True
        raise
    if answer == "recuse":
        raise refusals.must_recuse()
    return False
