"""A fact folder into the platform: kept as a version, parties loaded, judged, findings on the boards."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from django.conf import settings
from django.utils import timezone

from qinqing.facts.folder import FactFolder, open_folder
from qinqing.law.values import Values
from qinqing.organisations.loading import load_parties
from qinqing.oversight.confirmed import confirmed_findings
from qinqing.oversight.custody import belongs_here
from qinqing.oversight.models import FactVersion, Finding, RuleRun, Sweep
from qinqing.oversight.precautions import refuse_empty_answer, refuse_wrong_folder
from qinqing.oversight.services.findings import FindingCounts, update_findings
from qinqing.oversight.services.versions import keep_rules, keep_values, keep_version
from qinqing.record.services import Machine, service, write_entry
from qinqing.rules.engine import CheckResult, judge
from qinqing.rules.supplying import SuppliedFolder

LoadMore = Callable[[duckdb.DuckDBPyConnection, set[str]], None]


@dataclass(frozen=True, slots=True)
class SweepOutcome:
    """What one sweep did, for whoever asked for it. `ran`, `skipped`: how many of this custody's rules did."""

    sweep: Sweep
    judged: int
    ran: int
    skipped: int
    parties: dict[str, int]
    findings: FindingCounts


def sweep_folder(
    path: Path,
    *,
    on: date | None = None,
    values: Values | None = None,
    organ_part: Path | None = None,
    load_more: LoadMore | None = None,
    progress: Callable[[str], None] | None = None,
    replace: bool = False,
) -> SweepOutcome:
    """Validate `path`, judge it as of `on` (default: its latest event) and update the boards.

    Refused: as `open_folder`, a head that is nobody's, and, unless `replace`, what would put the figures back to an
    earlier day or to nothing.
    """
    started = time.monotonic()
    folder = open_folder(path, custody="organ" if settings.ORGAN else "bureau", organ_part=organ_part)
    day, by = on or folder.latest_event, values or home_values()
    refuse_wrong_folder(folder, day, replace=replace)
    judged = SuppliedFolder(folder, {"confirmed_findings": confirmed_findings()})
    result = judge(judged, on=day, values=by, custody=settings.CUSTODY, progress=progress)
    refuse_empty_answer(result, replace=replace)
    with folder.connect(day) as facts:
        return _record_sweep(folder, facts, result, by, load_more, started)


def home_values() -> Values:
    """The catalogue with what the bureau confirmed in QINQING_HOME/values.yaml."""
    return Values.load(*([settings.VALUES_FILE] if settings.VALUES_FILE.is_file() else []))


@service("oversight.sweep", fields=("on", "version"))
def _record_sweep(
    folder: FactFolder,
    facts: duckdb.DuckDBPyConnection,
    result: CheckResult,
    by: Values,
    load_more: LoadMore | None,
    started: float,
) -> SweepOutcome:
    tables = sorted(folder.tables)
    parties = load_parties(facts, tables)
    if load_more:
        load_more(facts, set(tables))
    # After what may still be refused: a version nobody swept is not left lying about.
    version = keep_version(folder)
    sweep = Sweep.objects.create(version=version, values=keep_values(by), on=result.on, ran_at=timezone.now())
    runs = _runs(sweep, result)
    RuleRun.objects.bulk_create(runs)
    counts, touched = update_findings(sweep, facts, result)
    sweep.took_ms = int((time.monotonic() - started) * 1000)
    sweep.save(update_fields=("took_ms",))
    _write_sweep_entry(sweep, version, runs, touched)
    ran = sum(run.status == "ran" for run in runs)
    return SweepOutcome(sweep, sum(run.judged for run in runs), ran, len(runs) - ran, parties, counts)


def _write_sweep_entry(
    sweep: Sweep, version: FactVersion, runs: list[RuleRun], touched: list[Finding]
) -> None:
    """How much was found stands in the payload: the log is published, and conduct has no public figures but released ones."""
    write_entry(
        Machine(),
        case="sweeps",
        payload={
            "version": version.digest,
            "source": version.source,
            "values": sweep.values.digest if sweep.values else "",
            "rules": {
                run.rule.replace("-", "_"): [run.judged, run.flagged, run.undetermined] for run in runs
            },
        },
        sets=[sweep, *runs, *touched],
        on=sweep.on.isoformat(),
        version=version.digest,
    )


def _runs(sweep: Sweep, result: CheckResult) -> list[RuleRun]:
    texts = keep_rules()
    return [
        RuleRun(
            sweep=sweep,
            rule=run.rule,
            text=texts[run.rule],
            status=run.status,
            why=run.why.zh if run.why else "",
            why_en=run.why.en if run.why else "",
            judged=run.judged,
            flagged=run.flagged,
            undetermined=run.undetermined,
            by_month=run.by_month,
        )
        for run in result.rules
        if belongs_here(run.rule)
    ]
