"""Where bundles are kept: a folder per year, a file per draw, written whole or not at all, one hand at a time."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from qinqing.draw import texts
from qinqing.draw.bundle import Bundle, dumped, loaded
from qinqing.draw.nonces import read_nonce
from qinqing.draw.plan import Plan, plan_of
from qinqing.draw.result import Substitution, substitution_of
from qinqing.refusals import Refused, Say, system_words

PLAN_FILE = "plan.json"
PLAN_VERSION = "qqdraw-plan/v1"
PUBLIC, PRIVATE = 0o644, 0o600
T = TypeVar("T")


def bundle_path(folder: Path, draw: str) -> Path:
    return folder / f"{draw}.json"


def secret_path(bundle: Path) -> Path:
    """Beside the bundle, for its owner only: nonces and substitutions until the draw is opened."""
    return bundle.with_name(f"{bundle.stem}.secret.json")


def keep_plan(folder: Path, plan: Plan) -> Path:
    """The year's plan, once; the same again changes nothing, another is refused `draw.plan-kept`."""
    path = folder / PLAN_FILE
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(
        {"v": PLAN_VERSION, "root": plan.root, "plan": list(plan.lines)}, ensure_ascii=False, indent=1
    )
    if not _created(path, content.encode() + b"\n", PUBLIC) and kept_plan(folder) != plan:
        raise Refused(
            "draw.plan-kept",
            Say(f"{folder} 里已有另一份年度计划。", f"{folder} holds another plan already."),
            remedy=Say(
                "公布过的计划不能更换；下一年度请另用文件夹。",
                "A published plan is not replaced; take another folder for another year.",
            ),
        )
    return path


def kept_plan(folder: Path) -> Plan:
    """Refused `draw.no-plan` where there is none, or where it was altered."""
    try:
        read = json.loads((folder / PLAN_FILE).read_bytes())
        plan = plan_of(read["plan"]) if read["v"] == PLAN_VERSION else None
        sound = plan is not None and plan.root == read["root"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        plan, sound = None, False
    if plan is None or not sound:
        raise Refused(
            "draw.no-plan",
            Say(f"{folder} 里没有年度计划，或者它被改动过。", f"{folder} holds no plan, or it was altered."),
            remedy=Say("请先载入年度计划：qinqing draw plan。", "Load the plan first: `qinqing draw plan`."),
        )
    return plan


def create(path: Path, bundle: Bundle) -> None:
    """A new bundle; Refused `draw.second` where the id has one."""
    if not _created(path, dumped(bundle), PUBLIC):
        raise Refused(
            "draw.second",
            Say(
                f"{path.stem} 已经承诺过，一个编号只抽一次。",
                f"{path.stem} was committed already: one draw to an id.",
            ),
            remedy=Say(
                "请用计划里另外的编号；作废的也不能重来。",
                "Take another id of the plan; what was voided is not drawn again either.",
            ),
        )


def read(path: Path) -> Bundle:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return loaded(data)


def change(path: Path, step: Callable[[Bundle], tuple[Bundle, T]]) -> T:
    """One step more on what is there now: of many at once each sees what the one before it left."""
    with _alone(path):
        bundle, told = step(read(path))
        replace(path, dumped(bundle), PUBLIC)
        return told


def keep_secret(bundle: Path, nonces: tuple[bytes, bytes], done: list[Substitution]) -> None:
    content = {"nonces": [nonce.hex() for nonce in nonces], "substitutions": [one.line for one in done]}
    replace(secret_path(bundle), texts.text_of(content).encode() + b"\n", PRIVATE)


def secret_of(bundle: Path, substitutions: int) -> tuple[tuple[bytes, bytes], list[Substitution]]:
    """Nonces, and as many substitutions as were logged: one more may stand there where a step broke off."""
    path = secret_path(bundle)
    try:
        kept = texts.entry_of(path.read_text(encoding="utf-8").strip()) or {}
        one, other = (read_nonce(nonce) for nonce in kept["nonces"])
        done = [substitution_of(line) for line in kept["substitutions"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            "draw.no-secret",
            Say(f"没有 {path.name}，或者它不完整。", f"{path.name} is absent or not whole."),
            remedy=Say(
                "请找回抽取时写下的文件；找不到的，用两个随机数再运行一次 qinqing draw run，它只补写这个文件。",
                "Find the file the draw wrote; else run `qinqing draw run` again with both nonces: it then writes that file only.",
            ),
        ) from error
    return (one, other), [substitution for substitution in done if substitution][:substitutions]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Whoever else wants to change this bundle waits."""
    if not path.exists():  # no lock is left beside what is not there
        raise unreadable(path, FileNotFoundError(2, "no such file"))
    lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def replace(path: Path, content: bytes, mode: int) -> None:
    """In one move: whoever reads sees the old file or the new one."""
    part = _written(path, content, mode)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)


def _created(path: Path, content: bytes, mode: int) -> bool:
    """Whether the file is new: of many at once one succeeds, and it is whole from its first moment."""
    part = _written(path, content, mode)
    try:
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    _settle(path.parent)
    return True


def _written(path: Path, content: bytes, mode: int) -> Path:
    part = path.with_name(f".{path.name}.{token_hex(8)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _settle(folder: Path) -> None:
    """The name as well as the content survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unreadable(path: Path, error: OSError) -> Refused:
    why = system_words(error)
    return Refused(
        "draw.no-bundle",
        Say(f"读不了 {path}：{why.zh}。", f"{path} cannot be read: {why.en}."),
        remedy=Say(
            "请指明抽取档案（年度文件夹里以抽取编号命名的 .json）。",
            "Name the bundle: the .json named after the draw in the year's folder.",
        ),
    )


def create_private(path: Path, content: bytes) -> None:
    """A file of secrets for its owner; Refused `draw.file-there` where one is."""
    if not _created(path, content, PRIVATE):
        raise Refused(
            "draw.file-there",
            Say(f"{path} 已经存在，不予覆盖。", f"{path} exists and is not overwritten."),
            remedy=Say("请另写一个文件名。", "Give another name."),
        )


def unreadable_file(path: Path, error: OSError) -> Refused:
    why = system_words(error)
    return Refused(
        "draw.file",
        Say(f"读不了 {path}：{why.zh}。", f"{path} cannot be read: {why.en}."),
        remedy=Say("请核对文件名。", "Check the name of the file."),
    )
