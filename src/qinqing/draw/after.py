"""What may follow a draw: substitutes down the reserve, opening after the visits, voiding in everybody's sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from qinqing.draw import texts
from qinqing.draw.bundle import OPEN, RUN, SUBSTITUTE, VOID, Bundle, refuse_order
from qinqing.draw.reasons import refuse_no_reason
from qinqing.draw.result import Substitution, next_in_reserve, root_of, visited
from qinqing.draw.running import Outcome, reckoned, result_commitment
from qinqing.draw.seed import salt
from qinqing.draw.texts import plain
from qinqing.facts.shown import shorten
from qinqing.refusals import Refused, Say

TAG = "draw.substitution"
TWO = 2


def recalled(bundle: Bundle, nonces: tuple[bytes, bytes]) -> Outcome:
    """The outcome of a draw that was run, reckoned again; Refused `draw.not-run` or `draw.result-differs`."""
    ran = bundle.entry(RUN)
    if ran is None:
        raise Refused(
            "draw.not-run",
            Say(f"{bundle.draw} 还没有抽取。", f"{bundle.draw} has not been run."),
            remedy=Say("请先抽取：qinqing draw run。", "Run it first: `qinqing draw run`."),
        )
    outcome = reckoned(bundle, bundle.pool, nonces, [source["normal"] for source in ran["sources"]])
    if result_commitment(bundle, outcome) != ran["result"]:
        raise Refused(
            "draw.result-differs",
            Say(
                "按这两个随机数算出的结果与抽取时的承诺不符。",
                "What these nonces yield is not the result committed to.",
            ),
            remedy=Say(
                "请核对随机数文件；档案被改动过的，以存证为准。",
                "Check the files of the nonces; if the bundle was altered, the log decides.",
            ),
        )
    return outcome


def substitute(
    bundle: Bundle, outcome: Outcome, done: Sequence[Substitution], out: str, reason: str, moment: datetime
) -> tuple[Bundle, Substitution]:
    """`out` leaves, the next in reserve comes in. Logged as a commitment: who comes in is not warned either."""
    refuse_order(bundle, SUBSTITUTE)
    refuse_lost(bundle, done)
    text = refuse_no_reason(reason)
    if out not in {place.id for place in visited(outcome.places, done)}:
        raise Refused(
            "draw.not-drawn",
            Say(
                f"{shorten(out)} 不在要检查的企业里。",
                f"{shorten(out)} is not among the enterprises to be visited.",
            ),
            remedy=Say(
                "请写抽中的或已经替补进来的企业。", "Name one that was drawn or came in as a substitute."
            ),
        )
    into = next_in_reserve(outcome.places, done, out)
    if into is None:
        raise Refused(
            "draw.reserve-empty",
            Say(
                f"{shorten(out)} 所属类别的备选已经用完。",
                f"The reserve of the class of {shorten(out)} is used up.",
            ),
            remedy=Say(
                "不能另找企业；请在公开时说明少查了这一家。",
                "No other may be taken; say when opening that one fewer was visited.",
            ),
        )
    one = Substitution(len(done) + 1, out, into.id, text)
    fields = {
        "number": one.number,
        "substitution": substitution_commitment(bundle.draw, outcome.seed, one.line),
    }
    return bundle.with_step(SUBSTITUTE, moment, fields), one


def substitution_commitment(draw: str, seed: bytes, line: str) -> str:
    number = texts.entry_of(line) or {}
    payload = {"draw": draw, "sha256": texts.digest(line.encode())}
    return texts.commitment(TAG, salt(seed, f"substitution {number.get('number')}"), payload)


def open_result(bundle: Bundle, outcome: Outcome, done: Sequence[Substitution], moment: datetime) -> Bundle:
    """Nonces, seed, result and substitutions for everybody to see."""
    refuse_order(bundle, OPEN)
    refuse_lost(bundle, done)
    fields = {
        "nonces": [nonce.hex() for nonce in outcome.nonces],
        "seed": outcome.seed.hex(),
        "result": root_of(outcome.lines),
    }
    return bundle.with_step(
        OPEN, moment, fields, result=outcome.lines, substitutions=tuple(one.line for one in done)
    )


def refuse_lost(bundle: Bundle, done: Sequence[Substitution]) -> None:
    """Every substitution that was logged is at hand in its words."""
    logged = sum(entry["type"] == SUBSTITUTE for entry in bundle.entries)
    if logged != len(done):
        raise Refused(
            "draw.substitution-lost",
            Say(
                f"存证里有 {logged} 次替补，手头的记录有 {len(done)} 次。",
                f"{logged} substitutions were logged; the record at hand has {len(done)}.",
            ),
            remedy=Say(
                "请找回抽取时写下的保密文件（.secret.json）。",
                "Find the secret file written beside the bundle (.secret.json).",
            ),
        )


def void(bundle: Bundle, people: Sequence[str], reason: str, moment: datetime) -> Bundle:
    """Two people, by the numbers they go by, and a reason. The id is used up: there is no second draw under it."""
    refuse_order(bundle, VOID)
    names = sorted({plain(name).strip() for name in people} - {""})
    if len(names) != TWO or len(people) != TWO:
        raise Refused(
            "draw.two-people",
            Say("作废须由两个不同的人提出。", "Two different people void a draw."),
            remedy=Say(
                "请写两个人的工号：--by 甲 --by 乙。", "Give the numbers of both: --by ONE --by OTHER."
            ),
        )
    return bundle.with_step(VOID, moment, {"by": names, "reason": refuse_no_reason(reason)})
