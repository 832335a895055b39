"""Loaded by every pytest run (pyproject.toml): an environment of the run's own, custody, and skips by name.

No test sees the installation or the databases of whoever runs it: QINQING_HOME is a new folder, every other
setting is dropped, and a database is used only when the run itself names it in QINQING_TEST_DATABASE_URL.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import layout

KEPT = frozenset(
    {
        "QINQING_CUSTODY",
        "QINQING_REQUIRE_ALL",
        "QINQING_SHARED",
        "QINQING_PROVE",
        "QINQING_PICTURES",
        "QINQING_TEST_DATABASE_URL",
    }
)
TEST_SETTINGS = "tests.support.settings"


def isolate(environment: dict[str, str] | os._Environ[str]) -> None:
    """Replaces the installation named by the environment with a new, empty one."""
    for name in [*environment]:
        if name in ("DATABASE_URL", "ORGAN_DATABASE_URL") or (
            name.startswith("QINQING_") and name not in KEPT
        ):
            del environment[name]
    home = tempfile.mkdtemp(prefix="qinqing-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    environment.update(QINQING_HOME=home, QINQING_LANG="zh", QINQING_HTTPS="false")
    if url := environment.get("QINQING_TEST_DATABASE_URL"):
        environment["ORGAN_DATABASE_URL" if custody() == "organ" else "DATABASE_URL"] = url


def custody() -> str:
    return os.environ.get("QINQING_CUSTODY") or "bureau"


isolate(os.environ)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Django is set up only when some path asked for holds platform tests."""
    asked = early_config.known_args_namespace.file_or_dir or [str(layout.ROOT)]
    if any(layout.needs_django(path) for path in asked):
        os.environ["DJANGO_SETTINGS_MODULE"] = TEST_SETTINGS
    else:
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "custody(name): runs only in the bureau's or only in the organ's installation"
    )
    config.addinivalue_line(
        "markers", "proof: a long proof; scaled down in `make test`, in full in `make prove`"
    )
    # Programs started by a test are the real ones: they read the real settings.
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        os.environ["DJANGO_SETTINGS_MODULE"] = "qinqing.config.settings"


def pytest_report_header() -> str:
    return f"custody: {custody()} (tests of the organ's store: QINQING_CUSTODY=organ)"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return None if layout.runs_under(custody(), collection_path) else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What is the same whatever the database ran with the first.
    once = bool(os.environ.get("QINQING_TEST_DATABASE_URL"))
    elsewhere = {
        item
        for item in items
        if any(mark.args != (custody(),) for mark in item.iter_markers("custody"))
        or (once and not knows_a_database(item))
    }
    if elsewhere:
        config.hook.pytest_deselected(items=[*elsewhere])
    items[:] = sorted((item for item in items if item not in elsewhere), key=lambda i: layout.length(i.path))


def knows_a_database(item: pytest.Item) -> bool:
    """Whether what it finds may depend on the database the run is on."""
    asked = {"db", "transactional_db"} & {*getattr(item, "fixturenames", ())}
    return bool(asked or item.get_closest_marker("django_db") or layout.makes_installations(item.path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    return required(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return required(report)


def required(report: pytest.TestReport | pytest.CollectReport) -> pytest.TestReport | pytest.CollectReport:
    """Under QINQING_REQUIRE_ALL=1 a skip is a failure that names what was skipped and why."""
    if os.environ.get("QINQING_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"required, but skipped: {report.nodeid}: {reason}"
    return report
