"""Reasons that stand in the log for everybody to read."""

from __future__ import annotations

from qinqing.draw.texts import plain
from qinqing.refusals import Refused, Say

LONGEST_REASON = 500


def refuse_no_reason(reason: str) -> str:
    """The reason as it will stand; Refused `draw.no-reason`."""
    text = plain(reason).strip()
    if not 0 < len(text) <= LONGEST_REASON:
        raise Refused(
            "draw.no-reason",
            Say(
                f"应写明理由，至多 {LONGEST_REASON} 字。",
                f"A reason is wanted, at most {LONGEST_REASON} characters.",
            ),
            remedy=Say("理由会公开，请写清楚为什么。", "It will be public: say plainly why."),
        )
    return text
