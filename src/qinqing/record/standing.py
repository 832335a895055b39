"""How each witness stands to the newest checkpoint, in words: what an outsider and an operator read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from qinqing.record.models import Checkpoint, Cosignature, Witness
from qinqing.record.witnesses import last_seen, witnesses
from qinqing.refusals import Say

GRACE = timedelta(seconds=60)  # as long as an entry may wait for its place
GRAVE = ("cosign.rewritten", "cosign.ahead")
TROUBLE = {
    "cosign.silent": Say("问了，没有应答", "it does not answer"),
    "cosign.unwell": Say("它的程序、时钟或磁盘有问题，没有见证", "its program, clock or disk has a problem"),
    "cosign.unknown_log": Say("它还没有登记本日志", "it does not know this log yet"),
    "cosign.other_key": Say("它登记的公钥不是本日志现在的公钥", "it knows another key of this log"),
    "cosign.rewritten": Say(
        "它拒绝见证：现在的日志不是接着它见证过的写成的",
        "it refuses: the log does not continue what it cosigned",
    ),
    "cosign.ahead": Say(
        "它见证过的条数比现在的日志还多：日志变短了", "it cosigned more entries than the log has now"
    ),
    "cosign.false": Say("它的答复不能用登记的公钥核验", "its answer does not verify by its registered key"),
    "cosign.clocks_differ": Say("它的时钟与本局对不上", "its clock and the bureau's differ"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`code`: cosign.current, cosign.lags, cosign.never or the trouble's own word; `says` it in a sentence."""

    witness: Witness
    last: Cosignature | None
    code: str
    says: Say

    @property
    def grave(self) -> bool:
        """The witness says that the log was rewritten."""
        return self.code in GRAVE


def standings() -> list[Standing]:
    latest = Checkpoint.objects.first()
    return [standing(witness, latest) for witness in witnesses()]


def standing(witness: Witness, latest: Checkpoint | None) -> Standing:
    last = last_seen(witness.name)
    if witness.trouble in GRAVE:
        return Standing(witness, last, witness.trouble, TROUBLE[witness.trouble])
    missing = latest.size - (last.checkpoint_id if last else 0) if latest else 0
    since = _unseen_since(last)
    if missing <= 0 or since is None or timezone.now() - since <= GRACE:
        return Standing(witness, last, "cosign.current", Say("跟上了", "up to date"))
    if trouble := TROUBLE.get(witness.trouble):
        return Standing(witness, last, witness.trouble, _behind(missing, since, trouble))
    if last is None:
        return Standing(
            witness,
            last,
            "cosign.never",
            Say("登记了，还没有见证过", "registered, and has cosigned nothing yet"),
        )
    how = (
        Say("", "")
        if witness.url
        else Say("按文件见证，等下一次递送", "files are carried: it waits for the next")
    )
    return Standing(witness, last, "cosign.lags", _behind(missing, since, how))


def _unseen_since(last: Cosignature | None) -> datetime | None:
    """When the first checkpoint was signed that the witness has not seen."""
    unseen = Checkpoint.objects.filter(size__gt=last.checkpoint_id if last else 0).order_by("size")
    return unseen.values_list("signed_at", flat=True).first()


def _behind(missing: int, since: datetime, why: Say) -> Say:
    clock = f"{timezone.localtime(since):%Y-%m-%d %H:%M}"
    zh = f"{clock} 起的 {missing:,} 条还没有见证"
    en = f"{missing:,} entries since {clock} are not cosigned yet"
    return Say(f"{zh}（{why.zh}）", f"{en} ({why.en})") if why.zh else Say(zh, en)
