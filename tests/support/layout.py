"""Which tests make up which part of the run: packages without Django once, the platform per database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "src" / "qinqing"
WITHOUT_DJANGO = frozenset({"law", "clock", "facts", "rules", "tlog", "witness", "draw", "verify"})

# Files that take tens of seconds, the longest first: begun before the others, so that nobody waits for them at the end.
LONG = (
    "tests/platform/test_custody.py",
    "tests/platform/test_erase.py",
    "src/qinqing/rules/spark/tests/test_same.py",
    "src/qinqing/rules/tests/test_planted_truth.py",
    "src/qinqing/rules/tests/test_standing.py",
    "src/qinqing/rules/tests/test_cases.py",
    "src/qinqing/cli/tests/test_no_room.py",
    "tests/platform/test_matrix.py",
    "tests/journeys/test_pages.py",
    "tests/journeys/test_verify_page.py",
    "tests/journeys/test_reading.py",
    "tests/journeys/test_forms.py",
)
# Files whose tests ask for no database, and make installations of their own on the server of the run's.
INSTALLATIONS = (
    "src/qinqing/config/tests/test_new_database.py",
    "tests/platform/test_custody.py",
    "tests/platform/test_erase.py",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One pytest run. `custody` and `database` are '' where the tests use neither."""

    name: str
    paths: tuple[str, ...]
    custody: str = ""
    database: str = ""


def app_tests(without_django: bool) -> tuple[str, ...]:
    """The test folders of the packages on one side of the line, relative to the repository."""
    folders = sorted(path for path in PACKAGES.rglob("tests") if path.is_dir())
    return tuple(
        str(p.relative_to(ROOT))
        for p in folders
        if (p.relative_to(PACKAGES).parts[0] in WITHOUT_DJANGO) is without_django
    )


def parts() -> tuple[Part, ...]:
    """The whole run, quickest to fail first."""
    platform = (*app_tests(without_django=False), "tests/platform")
    return (
        Part("plain", app_tests(without_django=True)),
        Part("bureau-sqlite", platform, "bureau", "sqlite"),
        Part("organ-sqlite", platform, "organ", "sqlite"),
        Part("bureau-postgresql", platform, "bureau", "postgresql"),
        Part("organ-postgresql", platform, "organ", "postgresql"),
        Part("durability", ("tests/durability",), "bureau", "sqlite"),
        Part("browser", ("tests/journeys",), "bureau", "sqlite"),
    )


def needs_django(argument: str) -> bool:
    """Whether a path given to pytest holds platform tests; `src/qinqing/law/tests` does not."""
    path = Path(argument.split("::")[0]).resolve()
    if path.is_relative_to(PACKAGES) and path != PACKAGES:
        return path.relative_to(PACKAGES).parts[0] not in WITHOUT_DJANGO
    return True


def length(path: Path) -> int:
    """Where a test file stands in the order of a run."""
    name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""
    return LONG.index(name) if name in LONG else len(LONG)


def makes_installations(path: Path) -> bool:
    return path.is_relative_to(ROOT) and str(path.relative_to(ROOT)) in INSTALLATIONS


def belongs_to_organ(path: Path) -> bool:
    """Tests of the organ's store: everything of the app `organ`, and files named test_organ_*.py anywhere."""
    return path.is_relative_to(PACKAGES / "organ") or path.name.startswith("test_organ_")


def runs_under(custody: str, path: Path) -> bool:
    """Whether a test file or folder is collected in this custody; tests/platform holds promises of both."""
    if custody != "organ":
        return not belongs_to_organ(path)
    return path.is_dir() or belongs_to_organ(path) or path.is_relative_to(ROOT / "tests")
