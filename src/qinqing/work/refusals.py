"""What work may refuse."""

from __future__ import annotations

from collections.abc import Sequence

from qinqing.refusals import Problem, Refused, Say


def ladders_refused(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "work.ladders",
        Say(
            "期限提示的设置有误，一条也没有采用。",
            "The ladders of reminders are wrong; none of them was taken.",
        ),
        problems,
        remedy=Say(
            "逐条改好 ladders.yaml；写法见 docs/guide/reminders.md。",
            "Mend each line of ladders.yaml; docs/guide/reminders.md says how it is written.",
        ),
    )
