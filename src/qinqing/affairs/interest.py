"""Anybody with an interest in a firm is kept out of its matters: the organ's guard says recuse, and nothing more."""

from __future__ import annotations

from django.utils import timezone

from qinqing.affairs import refusals
from qinqing.affairs.models import Application
from qinqing.organisations.models import Official
from qinqing.oversight.services.recusal import ask_recusal
from qinqing.refusals import Refused


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
