"""How the second tree stands to the log, in words: what an outsider and an operator read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from qinqing.record.models import Checkpoint, Second
from qinqing.record.publishing import published_size
from qinqing.record.standing import GRACE
from qinqing.record.trees import has_second, second_files
from qinqing.refusals import Say
from qinqing.tlog.tiles import CHECKPOINT_PATH

CURRENT, STOPPED, CATCHING_UP, LAGS = "second.current", "second.stopped", "second.catching_up", "second.lags"
REFUSES = "log.signer_refuses"
WRONG = {
    "log.second_ahead": Say("公布的比日志还多", "more is published than the log has"),
    "log.second_other": Say(
        "公布的检查点与它的名称或哈希不符", "its published checkpoint is not of its name or not of its hashes"
    ),
}
TROUBLE = WRONG | {
    REFUSES: Say("签名进程拒绝签名", "its signer refuses"),
    "profile.unavailable": Say("这台机器的 OpenSSL 没有 SM2", "this machine's OpenSSL has no SM2"),
    "log.signer_silent": Say("签名进程没有应答", "its signer does not answer"),
    "log.second_files": Say("文件夹读不出或写不进", "its folder cannot be read or written"),
    "state.unwritten": Say("文件写不进", "its files cannot be written"),
}
OTHER = Say("出了故障，见后台日志", "there is trouble, see the worker's log")


@dataclass(frozen=True, slots=True)
class SecondStanding:
    """`size`: how many entries its published checkpoint is over · `missing`: of the log's checkpoint · `code`: one of
    the four above or the trouble's own word, `says` it in a sentence."""

    size: int
    missing: int
    code: str
    says: Say

    @property
    def grave(self) -> bool:
        return self.code in (*WRONG, REFUSES)

    @property
    def late(self) -> bool:
        """It should cover more by now, and does not come nearer."""
        return self.code not in (CURRENT, STOPPED, CATCHING_UP)


def second_standing() -> SecondStanding | None:
    """None where there is no second tree."""
    if not has_second():
        return None
    size = _published_size()
    latest = Checkpoint.objects.first()
    missing = (latest.size if latest else 0) - size
    return SecondStanding(size, missing, *_told(size, missing))


def _published_size() -> int:
    """None, where it cannot be read: the follower says why."""
    try:
        return published_size(second_files())
    except OSError:
        return 0


def _told(size: int, missing: int) -> tuple[str, Say]:
    if not settings.LOG_SECOND:
        return STOPPED, Say(
            f"已停用，停在第 {size:,} 条；重新启用后接着写",
            f"stopped at entry {size:,}; it goes on when it is kept again",
        )
    trouble = Second.objects.values_list("trouble", flat=True).first() or ""
    if trouble in WRONG:
        return trouble, _behind(missing, TROUBLE[trouble])
    if missing <= 0:
        return CURRENT, Say("与日志同步", "as far as the log")
    on_its_way = _is_recent(_uncovered_since(size))
    if trouble and not on_its_way:
        return trouble, _behind(missing, TROUBLE.get(trouble, OTHER))
    if on_its_way or _is_recent(published_at()):
        return CATCHING_UP, _behind(missing, Say("正在补", "catching up"))
    return LAGS, _behind(missing, Say("后台没有在写", "no worker continues it"))


def _behind(missing: int, why: Say) -> Say:
    if missing <= 0:
        return why
    return Say(f"还差 {missing:,} 条（{why.zh}）", f"{missing:,} entries behind ({why.en})")


def _is_recent(moment: datetime | None) -> bool:
    return moment is not None and timezone.now() - moment <= GRACE


def _uncovered_since(size: int) -> datetime | None:
    """When the first checkpoint was signed that it does not cover."""
    uncovered = Checkpoint.objects.filter(size__gt=size).order_by("size")
    return uncovered.values_list("signed_at", flat=True).first()


def published_at() -> datetime | None:
    """When its checkpoint was published last."""
    try:
        return datetime.fromtimestamp((second_files() / CHECKPOINT_PATH).stat().st_mtime, UTC)
    except OSError:
        return None
