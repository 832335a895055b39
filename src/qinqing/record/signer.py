"""The signer, a process of its own: it alone holds a tree's key, and believes nothing it has not read itself.

Asked for a size on a line, it answers with a line of JSON: the signed checkpoint, or why not. It reads entries and
tiles now, computes the root from them, and continues what it signed last or refuses. The log has one, the second tree
another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from qinqing.record.models import Place
from qinqing.record.profiles import PUBLIC as PUBLIC
from qinqing.record.trees import KEY as KEY
from qinqing.record.trees import STATE as STATE
from qinqing.record.trees import Kept, the_log
from qinqing.refusals import Failed, Refused, Say
from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.key_files import load_signer, signer_at
from qinqing.tlog.keys import Verifier
from qinqing.tlog.merkle import prove_consistency, root
from qinqing.tlog.signer import Candidate, LogSigner, first_state
from qinqing.tlog.state import StateFile, write_whole

CHUNK = 500


def open_signer(of: Kept | None = None) -> LogSigner:
    """The signer of this tree, by itself the log; its state and then its key are made at the very first start.

    Killed between the two, that start is gone through again: nothing was signed yet. Otherwise a key without its
    state, or a state without its key, is refused: see docs/runbooks/log.md.
    """
    of = of or the_log()
    key, state, begun = of.key, of.state, first_state(of.origin, of.profile.tree)
    key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not key.exists() and not state.exists():
        StateFile.create(state, begun).close()
    file = StateFile(state)
    if not key.exists() and file.text != begun:
        raise refusals.key_missing(key)
    signer = LogSigner(file, load_signer(key) if key.exists() else signer_at(key, of.origin, of.profile))
    publish_key(signer.verifier, of.files)
    return signer


def publish_key(key: Verifier, files: Path) -> None:
    """Beside the tree's files, where none is yet."""
    file = files / PUBLIC
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        write_whole(file, f"{key}\n".encode())
        file.chmod(0o644)


def sign(signer: LogSigner, size: int, of: Kept | None = None) -> bytes:
    """The signed checkpoint over the first `size` entries, of the log by itself."""
    old, tree = signer.signed.size, (of or the_log()).stored(size)
    proof = prove_consistency(tree.hash, tree, old, size) if 0 < old <= size else []
    candidate = Candidate(size, root(tree.hash, tree, size), tuple(proof))
    # Whatever ends the signing ends the question to the database too: asked on in a later transaction, it would spoil that.
    with closing(entries_again(old, size)) as entries:
        return signer.sign(candidate, tree, entries)


def entries_again(start: int, end: int) -> Generator[bytes, None, None]:
    """The bodies at these places, as the database holds them now."""
    places = Place.objects.filter(index__gte=start, index__lt=end).order_by("index")
    for body in places.values_list("entry__body", flat=True).iterator(CHUNK):
        yield bytes(body)


def answer_forever(questions: TextIO, answers: TextIO, whose: Callable[[], Kept] = the_log) -> None:
    """Until the questions end, or at once where it cannot begin; how much it has signed is said first."""
    try:
        of = whose()
        signer = open_signer(of)
    except (Refused, Failed) as refused:
        _say(answers, refusal(refused))
        return
    _say(answers, {"signed": signer.signed.size})
    for line in questions:
        _say(answers, answered(signer, int(line), of))


def _say(answers: TextIO, what: dict[str, Any]) -> None:
    answers.write(json.dumps(what, ensure_ascii=True) + "\n")
    answers.flush()


def answered(signer: LogSigner, size: int, of: Kept) -> dict[str, Any]:
    try:
        return {"note": sign(signer, size, of).decode()}
    except (Refused, Failed) as refused:
        return refusal(refused)


def refusal(refused: Refused | Failed) -> dict[str, Any]:
    return {"code": refused.code, "says": list(refused.says)}


def said(answer: dict[str, Any]) -> Say:
    """Why the signer refused."""
    zh, en = answer["says"]
    return Say(f"{zh}（{answer['code']}）", f"{en} ({answer['code']})")
