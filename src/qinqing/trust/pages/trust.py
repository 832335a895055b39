"""核验: how far the log has come, who has seen it, and how anybody checks it without asking us."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qinqing.record.models import Checkpoint, Waiting
from qinqing.record.profiles import log_origin, log_profile
from qinqing.record.publishing import cosigned_note
from qinqing.tlog.profile import GUOMI, STANDARD
from qinqing.trust.pages.second import second_part
from qinqing.trust.pages.verifiers import digests, log_key, public_keys
from qinqing.trust.pages.witnesses import witness_part
from qinqing.trust.proofs import proofs

COMMAND = "pip install cryptography\npython verify.py receipt receipt.json --key log.pub"

ALGORITHMS = {
    STANDARD: _("SHA-256，Ed25519"),
    GUOMI: _("SM3，SM2（商用密码）：用 qinqing receipt verify 核验，verify.py 和网页核验工具不支持"),
}


def trust(request: HttpRequest) -> HttpResponse:
    latest = Checkpoint.objects.first()
    context = {
        "latest": latest,
        "note": cosigned_note(latest).decode() if latest else "",
        "waiting": Waiting.objects.count(),
        "witnessed": witness_part(log_key()),
        "second": second_part(),
        "origin": log_origin(),
        "keys": public_keys(),
        "digests": digests(),
        "command": COMMAND,
        "proofs": proofs(),
        "algorithms": ALGORITHMS[log_profile().name],
    }
    return render(request, "trust/trust.html", context)
