"""What a test run came to, read from JUnit's XML and summed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of tests; an error in a fixture counts as a failure. `seconds` is wall time."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    @classmethod
    def read(cls, results: Path, seconds: float) -> Tally:
        """From a JUnit file; a run that left none counts nothing (and is spoiled by its exit code)."""
        if not results.is_file():
            return cls(seconds=seconds)
        suites = list(ET.parse(results).getroot().iter("testsuite"))

        def count(name: str) -> int:
            return sum(int(suite.get(name, 0)) for suite in suites)

        failed, skipped = count("failures") + count("errors"), count("skipped")
        return cls(max(count("tests") - failed - skipped, 0), failed, skipped, seconds)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.seconds + other.seconds,
        )

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    @property
    def green(self) -> bool:
        return self.failed == 0 and self.passed > 0
