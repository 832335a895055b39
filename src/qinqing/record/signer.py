"""The signer, a process of its own: it alone holds the log's key, and believes nothing it has not read itself.

Asked for a size on a line, it answers with a line of JSON: the signed checkpoint, or why not. It reads entries and
tiles from the database now, computes the root from them, and continues what it signed last or refuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from django.conf import settings

from qinqing.record.models import Place
from qinqing.record.profiles import PUBLIC as PUBLIC
from qinqing.record.profiles import log_origin, log_profile
from qinqing.record.tree import StoredTree
from qinqing.refusals import Failed, Refused, Say
from qinqing.tlog.key_files import load_signer, signer_at
from qinqing.tlog.merkle import prove_consistency, root
from qinqing.tlog.signer import Candidate, LogSigner, first_state
from qinqing.tlog.state import StateFile, write_whole

KEY, STATE = "log.key", "signed"
CHUNK = 500


def open_signer() -> LogSigner:
    """The signer of this installation; its key and state are made at the very first start.

    A key without its state, or a state without its key, is refused: see docs/runbooks/log.md.
    """
    folder, of = settings.SIGNER_FOLDER, log_profile()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state, first = folder / STATE, not (folder / KEY).exists() and not (folder / STATE).exists()
    key = signer_at(folder / KEY, log_origin(), of) if first else load_signer(folder / KEY)
    if first:
        StateFile.create(state, first_state(key.name, key.profile.tree)).close()
    settings.LOG_FILES.mkdir(parents=True, exist_ok=True)
    if not (settings.LOG_FILES / PUBLIC).exists():
        write_whole(settings.LOG_FILES / PUBLIC, f"{key.verifier}\n".encode())
        (settings.LOG_FILES / PUBLIC).chmod(0o644)
    return LogSigner(StateFile(state), key)


def sign(signer: LogSigner, size: int) -> bytes:
    """The signed checkpoint over the first `size` entries."""
    old, tree = signer.signed.size, StoredTree()
    proof = prove_consistency(tree.hash, tree, old, size) if 0 < old <= size else []
    candidate = Candidate(size, root(tree.hash, tree, size), tuple(proof))
    return signer.sign(candidate, tree, entries_again(old, size))


def entries_again(start: int, end: int) -> Iterator[bytes]:
    """The bodies at these places, as the database holds them now."""
    places = Place.objects.filter(index__gte=start, index__lt=end).order_by("index")
    for body in places.values_list("entry__body", flat=True).iterator(CHUNK):
        yield bytes(body)


def answer_forever(questions: TextIO, answers: TextIO) -> None:
    """Until the questions end."""
    signer = open_signer()
    answers.write(json.dumps({"signed": signer.signed.size}) + "\n")
    answers.flush()
    for line in questions:
        answers.write(json.dumps(answered(signer, int(line)), ensure_ascii=True) + "\n")
        answers.flush()


def answered(signer: LogSigner, size: int) -> dict[str, Any]:
    try:
        return {"note": sign(signer, size).decode()}
    except (Refused, Failed) as refused:
        return {"code": refused.code, "says": list(refused.says)}


def said(answer: dict[str, Any]) -> Say:
    """Why the signer refused."""
    zh, en = answer["says"]
    return Say(f"{zh}（{answer['code']}）", f"{en} ({answer['code']})")
