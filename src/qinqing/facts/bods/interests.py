"""Which declared interest is a holding; why another is none."""

from __future__ import annotations

import json

from qinqing.facts.parts import Part

SHARES, VOTES = "shareholding", "votingRights"
# What BODS 0.4 lists beside shares and their votes (codelist interestType) → why it is no holding.
OTHERS = {
    **dict.fromkeys(("boardMember", "boardChair", "seniorManagingOfficial"), "post"),
    **dict.fromkeys(
        ("settlor", "trustee", "protector", "beneficiaryOfLegalArrangement", "nominee", "nominator"),
        "arrangement",
    ),
    **dict.fromkeys(
        (
            *("appointmentOfBoard", "otherInfluenceOrControl", "controlViaCompanyRulesOrArticles"),
            *("controlByLegalFramework", "rightsGrantedByContract", "conditionalRightsGrantedByContract"),
            *("rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome"),
            *("enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets"),
        ),
        "control",
    ),
}


def why_none(interest: Part, *, names_nobody: bool, has_shares: bool) -> str:
    """Empty: it is a holding. `has_shares`: the same statement declares the shares themselves.

    An interest nobody described is a holding only of a holder nobody named: it says that the firm's owners are not
    known, and can be held against no one.
    """
    kind = interest.get("type")
    if kind == SHARES:
        return ""
    if kind == VOTES:
        return "votes" if has_shares else ""
    unknown = "" if names_nobody else "unknown"
    return OTHERS.get(kind, unknown) if isinstance(kind, str) else unknown


def percent(interest: Part) -> str | None:
    """Of a range the lower end, which is what is certain; votes are no shares. What is no number stays to be refused."""
    share = interest.get("share")
    if interest.get("type") != SHARES or share is None:
        return None
    if isinstance(share, dict):
        ends = (share.get(name) for name in ("exact", "minimum", "exclusiveMinimum"))
        share = next((end for end in ends if end is not None), None)
    return share if isinstance(share, str | None) else json.dumps(share)
