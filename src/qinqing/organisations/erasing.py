"""Where parties hold a person's data."""

from __future__ import annotations

from django.db.models import Q

from qinqing.organisations.models import Enterprise, Holding, Official
from qinqing.record.erasing.places import KNOWN, held, stand_in
from qinqing.record.erasing.subject import CLEARED
from qinqing.refusals import Say

# A department, a region or a firm with a name of its own is nobody's datum; an individual's business bears a person's.
NOTHING = {"region": "", "investor_region": "", "industry": "", "group_key": "", "founded_on": None}

held(
    "organisations.officials",
    Say("人员资料", "the official"),
    Official,
    about=lambda s: Q(pk__in=s.officials),
    clears={"key": stand_in, "name": CLEARED, "post": "", "leader": False, "since": None},
)
held(
    "organisations.holdings",
    Say("持股登记中的持有人", "holder in the register of shares"),
    Holding,
    about=lambda s: Q(holder_key__in=s.keys),
    clears={"holder_key": stand_in},
)
held(
    "organisations.enterprises",
    Say("个体工商户登记", "the individually-owned business"),
    Enterprise,
    about=lambda s: Q(pk__in=s.enterprises),
    clears={"key": stand_in, "name": CLEARED, "credit_class": "", **NOTHING},
)

KNOWN.append(lambda: Official.objects.values_list("key", flat=True))
KNOWN.append(lambda: Enterprise.objects.filter(ownership="individual").values_list("key", flat=True))
KNOWN.append(lambda: Holding.objects.values_list("holder_key", flat=True).distinct())
