"""Where notices hold a person's data: what they were told, and where they wanted to be told."""

from __future__ import annotations

from django.db.models import Q

from qinqing.notices.models import Address, Notice
from qinqing.record.erasing.places import held
from qinqing.refusals import Say

# A delivery goes with its notice.
held(
    "notices.notices",
    Say("收到的通知", "notices received"),
    Notice,
    about=lambda s: Q(user__in=s.users),
    clears=None,
)
held(
    "notices.addresses",
    Say("通知方式", "addresses for notices"),
    Address,
    about=lambda s: Q(user__in=s.users),
    clears=None,
)
