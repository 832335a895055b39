"""Who may ask for an erasure and who may agree to it: read from config/erasure.yaml."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml
from django.conf import settings

from qinqing.accounts.roles import ORGAN_ROLES, Role

FILE = Path(__file__).resolve().parent.parent / "config" / "erasure.yaml"


@functools.cache
def erasers(custody: str = "", *, head: bool = False) -> dict[str, frozenset[Role]]:
    """{'asks': roles, 'agrees': roles} of a custody (default: this one's). ValueError where the file gives a store away."""
    custody = custody or settings.CUSTODY
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))[custody]["head" if head else "anyone"]
    roles = {step: frozenset(Role(name) for name in said[step]) for step in ("asks", "agrees")}
    for step, named in roles.items():
        if not named or any((role in ORGAN_ROLES) != (custody == "organ") for role in named):
            raise ValueError(f"{FILE.name}: {custody} {step} names roles of the other custody, or none")
    return roles
