"""Which algorithms this installation's log uses, and by what name it goes."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from qinqing.record import refusals
from qinqing.record.pseudonyms import pseudonym
from qinqing.tlog.keys import read_verifier
from qinqing.tlog.profile import Profile, profile

PUBLIC = "log.pub"
_begun: set[tuple[Path, str]] = set()  # logs whose published key was found to be of the profile set


def log_profile() -> Profile:
    """Refused `log.profile_changed`: one tree is never continued with another hash, it could not be mended."""
    chosen, file = profile(settings.LOG_PROFILE), settings.LOG_FILES / PUBLIC
    if (file, chosen.name) not in _begun and file.is_file():
        begun = read_verifier(file.read_text(encoding="utf-8").strip()).profile
        if begun is not chosen:
            raise refusals.profile_changed(begun.name, chosen.name)
        _begun.add((file, chosen.name))
    return chosen


def log_origin() -> str:
    """The log's name in every checkpoint; by default one that no other installation has and that leads nowhere."""
    given: str = settings.LOG_ORIGIN
    return given or f"{pseudonym('log')}.invalid/{settings.CUSTODY}"
