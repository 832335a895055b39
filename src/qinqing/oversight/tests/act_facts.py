"""The facts checks before an act are asked of: few, and kept as the version swept last without judging them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from qinqing.facts.folder import open_folder
from qinqing.oversight.models import Sweep
from qinqing.oversight.services.versions import keep_version
from qinqing.oversight.tests.folders import JUDGED_ON, Row, bureau_folder

PENALTY: Row = {
    "penalty_id": "X1",
    "enterprise_id": "E2",
    "party_kind": "entity",
    "department_id": "D1",
    "official_id": "O2",
    "violation": "未按规定维护",
    "kind": "fine",
    "filed_on": date(2026, 5, 1),
    "decided_on": date(2026, 6, 1),
    "amount_cny": Decimal("5000.00"),
    "band_low_cny": Decimal("1000.00"),
    "band_high_cny": Decimal("9000.00"),
    "departure_reason": "没有",
    "hearing_offered": False,
    "publication": "required",
}
CONTRACT: Row = {
    "contract_id": "K1",
    "department_id": "D1",
    "enterprise_id": "E2",
    "size_at_signing": "micro",
    "official_id": "O2",
    "category": "goods",
    "signed_on": date(2026, 5, 1),
    "amount_cny": Decimal("5000.00"),
}
PAYABLE: Row = {
    "payable_id": "P1",
    "contract_id": "K1",
    "delivered_on": date(2026, 6, 1),
    "term_days": 30,
    "amount_cny": Decimal("5000.00"),
}


def act_folder(path: Path, visited: int = 1) -> Path:
    """The works unit has visited E1 by plan so often, its cap is two; of E2 there is one of each other fact."""
    visits = [
        {
            "inspection_id": f"I{number}",
            "department_id": "D1",
            "enterprise_id": "E1",
            "kind": "routine",
            "basis": "plan",
            "started_at": datetime(2026, 3, number, 1, tzinfo=UTC),
        }
        for number in range(1, visited + 1)
    ]
    caps = [{"department_id": "D1", "year": 2026, "cap": 2}]
    more = {"inspections": visits, "inspection_caps": caps, "penalties": [PENALTY]}
    return bureau_folder(path, **more, contracts=[CONTRACT], payables=[PAYABLE])


def kept(path: Path) -> Sweep:
    """The folder as the version swept last; no rule is run and no finding made, where a test is about neither."""
    version = keep_version(open_folder(path))
    return Sweep.objects.create(version=version, on=JUDGED_ON, ran_at=timezone.now())
