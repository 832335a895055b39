"""`qinqing receipt`: what somebody was handed, held against the log's public key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.usage import Commands
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.tlog.handout import Opened
    from qinqing.tlog.keys import Verifier
    from qinqing.tlog.policy import Policy
    from qinqing.tlog.promise import Promise
    from qinqing.tlog.receipt import Verified

IS_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

command = Commands("receipt", help=str(Say("回执和登记承诺：核验", "receipts and promises: verify")))


@command.command(
    help=str(
        Say(
            "核验一份回执，不联网。公钥或信任规则二者给一个；不成立时以 2 结束",
            "verify a receipt, offline, by a public key or a trust policy; ends with 2 where it does not hold",
        )
    )
)
@click.argument("file", type=IS_FILE)
@click.option(
    "--key",
    type=IS_FILE,
    help=str(Say("日志公钥文件，不核对见证", "file with the log's public key; no witness is asked for")),
)
@click.option(
    "--policy",
    type=IS_FILE,
    help=str(
        Say(
            "信任规则文件（C2SP tlog-policy）：日志、见证方、至少几家",
            "trust policy: log, witnesses, how many",
        )
    ),
)
def verify(file: Path, key: Path | None, policy: Path | None) -> None:
    from qinqing.tlog.handout import MAX_BYTES
    from qinqing.tlog.receipt import read_receipt, verify_receipt

    whom = trusted(key, policy)
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    for line in _sentences(verify_receipt(read_receipt(data), whom), whom):
        click.echo(line)


@command.command(
    help=str(
        Say(
            "核验一份登记承诺，不联网；公钥是出具承诺的单位的。不成立时以 2 结束",
            "verify a promise, offline, by the public key of whoever promises; ends with 2 where it does not hold",
        )
    )
)
@click.argument("file", type=IS_FILE)
@click.option(
    "--key",
    type=IS_FILE,
    required=True,
    help=str(Say("出具承诺的公钥文件", "file with the public key of whoever promises")),
)
def promise(file: Path, key: Path) -> None:
    from qinqing.tlog.handout import MAX_BYTES
    from qinqing.tlog.keys import read_verifier
    from qinqing.tlog.promise import verify_promised

    by = read_verifier(_text(key).removesuffix("\n"))
    with file.open("rb") as opened:
        given, entry = verify_promised(opened.read(MAX_BYTES + 1), None, by)
    for line in _promised(by.name, given, entry):
        click.echo(line)


def trusted(key: Path | None, policy: Path | None) -> Policy:
    """Whom the reader trusts: a log by its key alone, or a policy."""
    from qinqing.tlog.keys import read_verifier
    from qinqing.tlog.policy import read_policy, simple_policy

    if (key is None) == (policy is None):
        raise Refused(
            "receipt.whom_to_trust",
            Say("公钥和信任规则要给一个，且只给一个。", "Give a key or a policy, one of them."),
            remedy=Say("用 --key 或 --policy 指明文件。", "Name a file with --key or --policy."),
        )
    if policy is not None:
        return read_policy(_text(policy))
    assert key is not None
    found = read_verifier(_text(key).removesuffix("\n"))
    if found.cosigns:
        raise Refused(
            "receipt.witness_key",
            Say(
                f"{found.name} 的密钥是见证方的，不是日志的。",
                f"The key of {found.name} is a witness's, not a log's.",
            ),
            remedy=Say(
                "请用日志的公钥；见证方写在信任规则里。", "Use the log's key; witnesses stand in a policy."
            ),
        )
    return simple_policy(found)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _sentences(proved: Verified, trusted: Policy) -> list[Say]:
    """The same ones as the outsider's verifiers say."""
    from qinqing.verify import verify as words

    checkpoint, cosigned = proved.witnessed.checkpoint, proved.witnessed.cosigned
    place = words.say(
        "place", origin=words.shown(checkpoint.origin), index=proved.index, size=checkpoint.size
    )
    seen = [(witness.name, time) for witness, time in cosigned.items()]
    told = [
        words.say("receipt"),
        place,
        *words.tell_witnesses(seen, _unseen(trusted, cosigned)),
        *words.tell(dict(proved.entry), dict(proved.payloads)),
        words.say("code", code="proved"),
    ]
    return [Say(*pair) for pair in told]


def _promised(name: str, given: Promise, opened: Opened) -> list[Say]:
    from qinqing.verify import verify as words

    told = [
        words.say("promise"),
        words.say("promised", origin=words.shown(given.origin)),
        words.say("given", time=words.moment(given.time), name=name),
        words.say("due", time=words.moment(given.due)),
        *words.tell(dict(opened.entry), dict(opened.payloads)),
        words.say("code", code="proved"),
    ]
    return [Say(*pair) for pair in told]


def _unseen(trusted: Policy, cosigned: dict[Verifier, int]) -> list[str]:
    return [witness.name for witness in trusted.quorum.witnesses() if witness not in cosigned]
