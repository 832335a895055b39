"""What is asked of a sweep before its rules run, and of its answer before it replaces the figures that stand."""

from __future__ import annotations

from datetime import date

from qinqing.facts.folder import FactFolder
from qinqing.organisations.heads import refuse_unknown_heads
from qinqing.oversight.custody import belongs_here
from qinqing.oversight.models import Sweep
from qinqing.refusals import Problem, Refused, Say
from qinqing.rules.engine import CheckResult

# Rules named as examples of why nothing was judged; the others say much the same.
NAMED = 5


def refuse_wrong_folder(folder: FactFolder, day: date, *, replace: bool) -> None:
    """What can be told from the folder alone, so that nobody waits for the rules to hear it.

    Refused: a head that is nobody's; a day before the last sweep's, unless `replace`.
    """
    refuse_unknown_heads(_officials(folder, day))
    last = Sweep.objects.select_related("version").first()
    if last and day < last.on and not replace:
        raise Refused(
            "sweep.older",
            Say(
                f"按 {day} 判断，早于已有的判断（判断至 {last.on}，版本 {last.version.short}）：接入以后，清单和公开数字会退回到 {day}。没有接入。请核对是不是这个文件夹；确实要用它取代，请加 --replace",
                f"It would be judged as of {day}, before the last sweep (as of {last.on}, version {last.version.short}): boards and public figures would go back to {day}. Nothing was taken in. Check that this is the folder you mean; to replace what stands all the same, add --replace",
            ),
        )


def refuse_empty_answer(result: CheckResult, *, replace: bool) -> None:
    """Refused: an answer without a single judged item where a sweep with figures stands, unless `replace`."""
    if judged_items(result) or replace or not _figures_stand():
        return
    skipped = [Problem(run.rule, run.why) for run in result.rules if run.why]
    raise Refused(
        "sweep.judged_nothing",
        Say(
            "没有一条规则判断到事项：接入以后，公开数字会变成 0。没有接入。请补齐规则要的表和列（下面举几条）；确实要用它取代，请加 --replace",
            "No rule judged a single item: public figures would become 0. Nothing was taken in. Add the tables and columns the rules need (a few are named below); to replace what stands all the same, add --replace",
        ),
        skipped[:NAMED],
        total=len(skipped),
    )


def judged_items(result: CheckResult) -> int:
    """How many items the rules of this custody judged."""
    return sum(run.judged for run in result.rules if belongs_here(run.rule))


def _figures_stand() -> bool:
    last = Sweep.objects.first()
    return bool(last and last.runs.filter(judged__gt=0).exists())


def _officials(folder: FactFolder, day: date) -> set[str]:
    """Staff numbers the folder brings."""
    if "officials" not in folder.tables:
        return set()
    with folder.connect(day) as facts:
        return {key for (key,) in facts.execute("SELECT official_id FROM officials").fetchall()}
