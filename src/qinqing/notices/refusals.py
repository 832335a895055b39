"""What may be refused about notices."""

from __future__ import annotations

from qinqing.refusals import Refused, Say


def nothing_to_retry() -> Refused:
    return Refused(
        "notices.nothing_to_retry",
        Say(
            "这些通知已经发出，或者已经在重试。",
            "These were sent meanwhile, or are being tried again already.",
        ),
        remedy=Say("刷新页面看现在的情况。", "Load the page again to see where they stand."),
    )
