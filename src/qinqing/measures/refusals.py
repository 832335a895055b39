"""What the measures app may refuse."""

from __future__ import annotations

from qinqing.refusals import Refused, Say


def no_such_decision(state: str) -> Refused:
    return Refused(
        "norm.no_such_decision",
        Say(
            f"没有“{state}”这种决定，请选确认、不适用或撤回。",
            f"There is no decision {state!r}; choose confirm, not applicable or take back.",
        ),
    )
