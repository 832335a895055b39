"""How long after each act its receipt could be had: `python -m bench.support.receipts` in an installation that keeps its log."""

from __future__ import annotations

import json
import random
import time
from bisect import bisect_right
from statistics import quantiles
from typing import Any

from tests.durability import office

TYPE, SAMPLE, PATIENCE_S = "bench.append", 100, 60


def main() -> dict[str, Any]:
    office.bring_up()
    from qinqing.record.models import Checkpoint, Place

    wait_until_kept()
    signed = dict(Checkpoint.objects.order_by("size").values_list("size", "signed_at"))
    sizes = [*signed]
    said = Place.objects.filter(entry__type=TYPE).values_list("index", "entry__at")
    waited = [(signed[sizes[bisect_right(sizes, index)]] - at).total_seconds() for index, at in said]
    hundredths = quantiles(waited, n=100, method="inclusive")
    return {
        "receipts": len(waited),
        "receipts_median_s": round(hundredths[49], 3),
        "receipts_p99_s": round(hundredths[98], 3),
        "receipts_most_s": round(max(waited), 3),
        "checkpoints": len(sizes),
        "receipts_verified": verified(),
    }


def wait_until_kept() -> None:
    from qinqing.record.models import Checkpoint, Entry

    until = time.monotonic() + PATIENCE_S
    while (latest := Checkpoint.objects.first()) is None or latest.size < Entry.objects.count():
        if time.monotonic() > until:
            raise SystemExit("the log is not kept")
        time.sleep(0.1)


def verified() -> int:
    """How many of a sample's receipts were made and hold; none may fail."""
    from django.conf import settings

    from qinqing.record.models import Entry
    from qinqing.record.receipts import receipt_of
    from qinqing.record.signer import PUBLIC
    from qinqing.tlog.keys import read_verifier
    from qinqing.tlog.policy import simple_policy
    from qinqing.tlog.receipt import read_receipt, verify_receipt

    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text(encoding="utf-8").strip())
    entries = [*Entry.objects.filter(type=TYPE)]
    for entry in (sample := random.Random(0).sample(entries, min(SAMPLE, len(entries)))):
        verify_receipt(read_receipt(receipt_of(entry) or b""), simple_policy(key))
    return len(sample)


if __name__ == "__main__":
    print(json.dumps(main()))
