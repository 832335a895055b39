"""Where tokens hold a person's data: the name somebody gave one."""

from __future__ import annotations

from django.db.models import Q

from qinqing.api.models import Token
from qinqing.record.erasing.places import held, where_any
from qinqing.refusals import Say

held(
    "api.tokens",
    Say("接口令牌的名称", "names of tokens"),
    Token,
    about=lambda s: Q(made_by__in=s.users),
    clears={"name": where_any("name")},
)
