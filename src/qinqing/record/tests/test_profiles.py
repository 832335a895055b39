"""A log is begun with one set of algorithms and keeps them; whoever cannot compute them is told where to go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.profiles import log_profile
from qinqing.record.receipts import receipt_of
from qinqing.record.signer import sign
from qinqing.record.tests.keeper import Here, said
from qinqing.record.verifying import verify
from qinqing.refusals import Refused
from qinqing.tlog.keys import Verifier
from qinqing.tlog.profile import GUOMI, STANDARD
from qinqing.verify import verify as outsider

pytestmark = pytest.mark.django_db
guomi = pytest.mark.parametrize("algorithms", [GUOMI], indirect=True)


@pytest.mark.parametrize(
    ("algorithms", "other"), [(STANDARD, GUOMI), (GUOMI, STANDARD)], indirect=["algorithms"]
)
def test_a_log_does_not_change_its_algorithms_midway(
    signer: Here, key: Verifier, settings: Any, algorithms: str, other: str
) -> None:
    """A leaf by the other hash in the tree could never be mended: nothing is recorded until the setting is back."""
    said(2)
    keep(signer)
    settings.LOG_PROFILE = other
    for act in (lambda: said(1), lambda: verify(key), lambda: sign(signer.signer, 2)):
        with pytest.raises(Refused, match=r"log\.profile_changed"):
            act()
    settings.LOG_PROFILE = algorithms
    said(1)
    keep(signer)
    assert (Entry.objects.count(), verify(key).faults) == (3, [])


@guomi
def test_a_log_of_the_national_algorithms_has_their_key(signer: Here, key: Verifier) -> None:
    assert (log_profile().tree.name, key.profile.name) == ("SM3", GUOMI)


@guomi
def test_the_outsider_s_verifier_says_plainly_that_it_knows_the_standard_profile_only(
    signer: Here, key: Verifier, tmp_path: Path
) -> None:
    (entry,) = said(1)
    keep(signer)
    (tmp_path / "receipt.json").write_bytes(receipt_of(entry) or b"")
    call = ["receipt", str(tmp_path / "receipt.json"), "--key", str(key)]
    code, word, told = outsider.judged(lambda: outsider.proved(outsider.parser().parse_args(call)))
    assert (code, word) == (2, "profile.unavailable")
    assert "国密" in told[0][0] and "qinqing receipt verify" in told[0][0] and "SM2" in told[0][1]
