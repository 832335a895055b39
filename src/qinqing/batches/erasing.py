"""Where batches hold a person's data: what a sheet handed in said, and what was reported of it."""

from __future__ import annotations

from django.db.models import Q

from qinqing.batches.models import Batch
from qinqing.record.erasing.places import held
from qinqing.refusals import Say

held(
    "batches.batches",
    Say("表格的导入和导出", "sheets in and out"),
    Batch,
    about=lambda s: Q(by__in=s.users),
    clears=None,
)
