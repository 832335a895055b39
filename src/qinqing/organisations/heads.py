"""Who heads the bureau: what concerns them goes past its own supervisors, so nobody is taken for an ordinary official by oversight."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db.models import Q

from qinqing.organisations.models import Official
from qinqing.refusals import Refused, Say

# Named one by one; of more, how many there are.
NAMED = 3


def mark_heads() -> list[str]:
    """Mark the bureau's heads; returns their staff numbers, sorted.

    Where the installation names them (QINQING_HEADS), exactly those. Where it does not, the leaders of the topmost
    departments, and whoever was marked before: a fact folder cannot tell more, and too many is the safe side.
    Refused: a name in QINQING_HEADS that is nobody's while there are officials.
    """
    if settings.HEADS and Official.objects.exists():
        refuse_unknown_heads()
        named = Q(key__in=settings.HEADS)
        Official.objects.exclude(named).filter(head=True).update(head=False)
    else:
        named = Q(department__parent__isnull=True, leader=True)
    Official.objects.filter(named, head=False).update(head=True)
    return sorted(Official.objects.filter(head=True).values_list("key", flat=True))


def refuse_unknown_heads(coming: Collection[str] = ()) -> None:
    """Refused: a name in QINQING_HEADS that is nobody's, on record or among those `coming`; where there is nobody, none is."""
    if not coming and not Official.objects.exists():
        return
    known = {*coming, *Official.objects.filter(key__in=settings.HEADS).values_list("key", flat=True)}
    unknown = "、".join(key for key in settings.HEADS if key not in known)
    if unknown:
        raise Refused(
            "heads.unknown",
            Say(
                f"QINQING_HEADS 里的工号 {unknown} 不在人员表里，没有接入；请改正设置，否则涉及主要负责人的疑点会送错人",
                f"QINQING_HEADS names {unknown}, who are no officials on record: nothing was taken in. Mend the setting, or findings about the head would go to the wrong people",
            ),
        )


def _named(heads: list[str]) -> Say:
    """The first few of them, and how many there are."""
    first, rest = heads[:NAMED], len(heads) - NAMED
    if rest <= 0:
        return Say("、".join(first), ", ".join(first))
    return Say(f"{'、'.join(first)} 等 {len(heads)} 人", f"{', '.join(first)} and {rest} more")


def heads_in_words(heads: list[str]) -> Say:
    """One line for whoever ran a sweep without saying who the heads are."""
    if not heads:
        return Say(
            "没有设置 QINQING_HEADS，人员表里也没有最上级部门的负责人：涉及主要负责人的疑点分不出来，会送本局督查。请设置后再运行 qinqing serve",
            "QINQING_HEADS is not set and no topmost department has a leader on record: findings about the head cannot be told from others and go to the bureau's own supervisors. Set it before `qinqing serve`",
        )
    names = _named(heads)
    return Say(
        f"没有设置 QINQING_HEADS：把最上级部门的负责人 {names.zh} 作为主要负责人，涉及其本人的疑点送外部监督；不对的，请设置后再运行",
        f"QINQING_HEADS is not set: {names.en}, leading the topmost departments, are taken for the bureau's heads, and what concerns them goes to the outside supervisor. Set it where that is wrong",
    )
