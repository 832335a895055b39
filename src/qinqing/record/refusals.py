"""What stops the log: code, message, what to do now."""

from __future__ import annotations

from qinqing.refusals import Failed, Say

RUNBOOK = Say("处置办法见 docs/runbooks/log.md。", "What to do: docs/runbooks/log.md.")


def entry_altered(entry: str) -> Failed:
    return Failed(
        "log.entry_altered",
        Say(
            f"存证条目 {entry} 与写入时不一致，没有编号。",
            f"Entry {entry} is not as it was written and gets no place in the log.",
        ),
        remedy=RUNBOOK,
    )


def signer_silent(why: str) -> Failed:
    return Failed(
        "log.signer_silent",
        Say(
            f"签名进程没有应答：{why}。存证照常登记，待它恢复后补签。",
            f"The signer does not answer: {why}. Entries are taken as before and signed when it is back.",
        ),
        remedy=RUNBOOK,
    )


def signer_refuses(says: Say) -> Failed:
    return Failed(
        "log.signer_refuses",
        Say(f"签名进程拒绝签名：{says.zh}。", f"The signer refuses: {says.en}."),
        remedy=RUNBOOK,
    )
