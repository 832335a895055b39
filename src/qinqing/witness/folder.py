"""The folder a witness lives in:

witness.key   its private key, mode 0600                 logs       the logs it knows, a public key a line
state         what it cosigned last (tlog/state.py)       cosigned/  that checkpoint, for whoever asks
evidence/     checkpoints a log signed and that do not continue what was cosigned
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from qinqing.tlog.key_files import load_signer
from qinqing.tlog.keys import Signer, Verifier, new_signer, read_verifier
from qinqing.tlog.state import StateFile, write_whole
from qinqing.tlog.witness import Logs, Witness, write_state
from qinqing.witness import refusals

KEY, LOGS, STATE, COSIGNED, EVIDENCE = "witness.key", "logs", "state", "cosigned", "evidence"


def make_folder(folder: Path, name: str, logs: Sequence[Verifier]) -> Signer:
    """A new witness: its folder appears whole, with key and first state, or not at all."""
    for log in logs:
        _check_is_log(log)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refusals.folder_taken(folder)
    key = new_signer(name, logs[0].profile, cosigns=True)
    made = folder.absolute().with_name(f".{folder.absolute().name}.{secrets.token_hex(8)}")
    try:
        made.mkdir(mode=0o700, parents=True)
        try:
            write_whole(made / KEY, f"{key.secret()}\n".encode())
            write_whole(made / LOGS, "".join(f"{log}\n" for log in logs).encode())
            for inside in (COSIGNED, EVIDENCE):
                (made / inside).mkdir()
            StateFile.create(made / STATE, write_state({})).close()
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        _sync(folder.absolute().parent)
    except OSError as error:
        raise refusals.folder_unwritten(folder, error) from error
    return key


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_witness(folder: Path) -> Witness:
    """The witness in the folder, which no other process uses meanwhile."""
    key = own_key(folder)
    logs = read_logs(folder / LOGS)
    return Witness(StateFile(folder / STATE), [key], logs)


def own_key(folder: Path) -> Signer:
    if not (folder / KEY).is_file():
        raise refusals.no_folder(folder)
    return load_signer(folder / KEY)


def read_logs(path: Path) -> Logs:
    """The known logs by name: a key a line, lines that begin with # are remarks."""
    found: dict[str, list[Verifier]] = defaultdict(list)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            key = read_verifier(line)
            _check_is_log(key)
            found[key.name].append(key)
    if not found:
        raise refusals.no_logs(path)
    return found


def given_log(given: str) -> Verifier:
    """The key in a text, or in the file of that name."""
    try:
        text = Path(given).read_text(encoding="utf-8", errors="replace") if Path(given).is_file() else given
    except (OSError, ValueError):
        text = given
    key = read_verifier(text.strip())
    _check_is_log(key)
    return key


def _check_is_log(key: Verifier) -> None:
    if key.cosigns:
        raise refusals.witness_key_given(key.name)


def check_origins(origins: Sequence[str], logs: Sequence[Verifier]) -> None:
    """Names written down from elsewhere: a key of another log is found out before it is trusted."""
    names = [log.name for log in logs]
    for origin in origins:
        if origin not in names:
            raise refusals.other_origin(origin, ", ".join(names))
