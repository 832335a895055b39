"""The bureau's end of the check before an act: ask the organ, get recuse or no recusal and nothing else."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import date

from django.conf import settings

from qinqing.config.home import guard_token
from qinqing.refusals import Refused, Say

PATIENCE_SECONDS = 20
ANSWERS = ("recuse", "no_recusal")


def ask_recusal(official: str, enterprise: str, on: date) -> str:
    """'recuse' or 'no_recusal'. Refused where the organ does not answer: then the check is made by hand.

    Nothing of it stays in this store: who asked about which firm, and the word that came back, would in time tell
    the ties the organ keeps. The organ's own entry is the proof that somebody asked.
    """
    question = urllib.request.Request(  # noqa: S310  # the address is the installation's own setting
        f"{settings.ORGAN_URL}/jj/guard/",
        data=json.dumps({"official": official, "enterprise": enterprise, "on": on.isoformat()}).encode(),
        headers={
            "Authorization": f"Bearer {guard_token(settings.GUARD_TOKEN, settings.EXCHANGE)}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(question, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310  # as above
            answer = json.load(reply).get("answer")
    except (OSError, ValueError, urllib.error.URLError):
        answer = None
    if answer not in ANSWERS:
        raise Refused(
            "recusal.no_answer",
            Say(
                "纪检监察机构的核对暂时没有应答。请按回避规定自行申报，并稍后再核对一次。",
                "The organ's check does not answer now. Declare by the recusal rules yourself, and check again later.",
            ),
        )
    return str(answer)
