"""Which algorithms this installation's log uses, and by what name it goes."""

from __future__ import annotations

from django.conf import settings

from qinqing.record.pseudonyms import pseudonym
from qinqing.tlog.profile import Profile, profile


def log_profile() -> Profile:
    return profile(settings.LOG_PROFILE)


def log_origin() -> str:
    """The log's name in every checkpoint; by default one that no other installation has and that leads nowhere."""
    given: str = settings.LOG_ORIGIN
    return given or f"{pseudonym('log')}.invalid/{settings.CUSTODY}"
