"""The facts judged last, held ready in this process for checks before an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils import timezone

from qinqing.facts.folder import open_folder
from qinqing.oversight import refusals
from qinqing.oversight.selectors import latest_sweep
from qinqing.oversight.services.sweep import home_values
from qinqing.rules.guard import Guard


@dataclass(frozen=True, slots=True)
class Standing:
    """All an answer depends on beside the act: the version, the day, and when the bureau's values changed last.

    `written`: which folder it is on disk; after a person was erased from the version it is another.
    """

    version: Path
    on: date
    values_changed_ns: int
    written: int = 0


class HeldGuard:
    """One guard for every thread of the process: made when first asked for, made anew when what it stands on changes.

    An old one is closed when the last question put to it is answered: nobody holds it any more.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._standing: Standing | None = None
        self._guard: Guard | None = None

    def ready(self) -> Guard:
        """Over the version swept last, as of today. Refused `check.nothing_swept`; a lost version as `open_folder`."""
        # Asked inside the turn: a thread that waited must not bring an older version back.
        with self._turn:
            standing = _standing()
            if self._guard is None or self._standing != standing:
                self._guard = self._standing = None  # not two in memory at once
                self._guard = Guard(open_folder(standing.version), standing.on, home_values())
                self._standing = standing
            return self._guard


HELD = HeldGuard()


def _standing() -> Standing:
    sweep = latest_sweep()
    if sweep is None:
        raise refusals.nothing_swept()
    file = settings.VALUES_FILE
    changed = file.stat().st_mtime_ns if file.is_file() else 0
    folder = sweep.version.folder
    written = folder.stat().st_ino if folder.is_dir() else 0
    return Standing(folder, timezone.localdate(), changed, written)
