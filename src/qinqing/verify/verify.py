"""核验回执、登记承诺和整个日志：一个文件，不联网。 Verify receipts, promises and a whole log: one file, offline.

    python verify.py receipt FILE --key LOGKEY [--witness KEY …] [--threshold N]
    python verify.py promise FILE --key KEY [--origin NAME]
    python verify.py log FOLDER --key LOGKEY [--witness KEY …] [--threshold N]
    python verify.py same CHECKPOINT1 CHECKPOINT2 --key LOGKEY [--log FOLDER]

A key is given as its text (name+id+key) or as a file that holds it. SHA-256 and Ed25519 only.
Python 3.9 or later and one library: `pip install cryptography`. Exit: 0 proved, 1 not proved, 2 wrong call, 3 the machine failed.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stderr.write("请先运行 First run: pip install cryptography\n")
    sys.exit(3)

Pair = tuple[str, str]  # Chinese, English


def table(text: str) -> dict[str, Pair]:
    """One row a line: a name, then the Chinese and the English. build.py puts the same ones into the page."""
    rows = (line.split(" ", 1) for line in text.strip().split("\n"))
    return {name: (said.split(" | ")[0], said.split(" | ")[1]) for name, said in rows}


# first what is wrong and what to do now, by code word; then what holds; then the fields of an entry
WORDS = table("""
receipt.malformed 这个文件不是完整的回执：{why}。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | This file is not a whole receipt: {why}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
receipt.entry 文件里的记录不是按规定写的，无法核验。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The entry in the file is not written as entries are, and cannot be checked. Ask whoever gave it to you for the file again; do not edit it or save it anew.
receipt.opening “{name}”的原文和登记时留下的指纹对不上：原文被改过，或不是这一条的。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The text of '{name}' does not match the fingerprint (commitment) recorded then: it was changed, or is another entry's. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
proof.malformed 回执里的证明不完整：{why}。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The proof in the receipt is not whole: {why}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
note.malformed 签名部分不完整：{why}。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The signed part is not whole: {why}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
note.verifier_key “{shown}”不是公钥。请从公布的地方整行复制，一个字符也不要少：名字+编号+公钥。 | '{shown}' is not a public key. Copy the whole line as it is published: name+id+key.
note.weak_key {name} 的公钥是废钥：没有私钥也能造出它的签名，用它核验没有意义。请从公布的地方重新取得公钥；公布的就是它的，告诉见证方和上级机关。 | The key of {name} is worthless: its signatures are made without any private key. Get the key from where it is published again; if that is the one, tell a witness and the superior organ.
note.key_kind {name} 的公钥填错了地方，或填了两次：日志的公钥和见证方的公钥不能互换。请对照公布的地方重新填写。 | The key of {name} stands in the wrong place, or twice: a log's key and a witness's do not stand in for each other. Fill them in again as they are published.
note.false_signature {name} 的签名对不上：签名是假的，或内容被改过。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The signature of {name} does not match: it is false, or the text was changed. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
note.not_signed 上面没有您所给公钥的签名。请核对公钥是不是这个日志的；公钥没有错的，不要当作凭据。 | None of the given keys has signed it. Check that the public key is this log's; if it is, do not rely on the text.
checkpoint.malformed 检查点（日志签了名的总数和总指纹）不完整：{why}。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The checkpoint (what the log signs: its size and root) is not whole: {why}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
checkpoint.origin 它是另一个日志的，不是公钥所说的日志：{origin}。请核对公钥和文件是不是同一家的。 | It is of another log than the key's: {origin}. Check that key and file belong together.
checkpoint.fork 日志有两个版本：同为 {size} 条，两个检查点的总指纹却不同，两个都有日志的签名。两个文件合起来就是证据：原样留好，交给见证方和上级机关。 | The log forked: two checkpoints of {size} entries have different roots, and the log signed both. Both files together are the evidence: keep them as they are, take them to a witness and the superior organ.
checkpoint.unrelated 一个 {size} 条，一个 {other} 条：只看这两个文件，说不出后一个是不是接着前一个写的。请加上 --log 和导出的日志文件夹再核对。 | One is of {size} entries, one of {other}: these files alone do not tell whether one continues the other. Compare again with --log and an exported folder of the log.
policy.no_quorum 见证不够：有效的见证只有{names}。请过几分钟重新下载回执；仍然不够的，向见证方查询。 | Too few witnesses: valid cosignatures of {names} only. Download the receipt again in a few minutes; if it stays so, ask the witnesses.
profile.unavailable 这个公钥用的是国密算法 SM2，本工具算不了。请到装有本平台的单位，用 qinqing receipt verify 核验。 | This key signs by SM2, which this tool does not know. Where the platform is installed, qinqing receipt verify does.
promise.malformed 这个文件不是完整的登记承诺：{why}。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | This file is not a whole promise: {why}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
promise.origin 这是另一个日志的登记承诺：{origin}。请核对公钥和文件是不是同一家的。 | This is the promise of another log: {origin}. Check that key and file belong together.
promise.entry 登记承诺说的不是这一条记录。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The promise is not about this entry. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
tree.position 证明所说的位置不存在：日志当时共 {size} 条（从 0 数起），没有第 {index} 条。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The place it names does not exist: a log of {size} entries, counted from 0, has no entry {index}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
tree.proof_length 证明的长度和日志的条数对不上。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | The proof's length does not fit the log's size. Ask whoever gave it to you for the file again; do not edit it or save it anew.
tree.not_included 证明不成立：{size} 条的日志里，第 {index} 条不是这一条。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The proof does not hold: entry {index} of the log of {size} is not this one. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
tree.inconsistent {new} 条的日志不是由 {old} 条的日志接着写成的：前面的内容变了。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The log of {new} entries does not continue the log of {old}: what stood before was changed. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
tile.missing 没有 {path}，从第 {index} 条起无法核对。请向日志的主管方要这个文件。 | There is no {path}: from entry {index} on nothing can be checked. Ask whoever keeps the log for this file.
tile.size {path} 的长度不对，最先出错在第 {index} 条。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | {path} has the wrong length; the first bad entry is {index}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
tile.differs {path} 与由条目算出的哈希对不上，最先出错在第 {index} 条（或其后 {span} 条之内）。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | {path} does not match the hashes of the entries; the first bad entry is {index} (or within {span} of it). Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
tile.root 文件之间对得上，但算不出 {size} 条时签下的根：签名以后整体改写过，说不出是哪一条。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | The files agree with each other, but not with the root signed at {size} entries: all was rewritten after the signature, and which entry cannot be told. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
bundle.malformed {path} 不完整，或条数不对，最先出错在第 {index} 条。请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。 | {path} is cut, or holds another number of entries; the first bad entry is {index}. Ask whoever gave it to you for the file again; do not edit it or save it anew.
bundle.differs 第 {index} 条的内容与日志的哈希对不上。不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。 | Entry {index} does not match its hash in the log. Do not rely on it; keep the file as it is and take it to a witness or the superior organ.
file.missing 没有 {path}。用法见 verify.py --help。 | There is no {path}. See verify.py --help.
usage 用法不对：{why}。用法见 verify.py --help。 | Wrong call: {why}. See verify.py --help.
machine.failed 核验时机器出错：{why}。这不说明文件有问题，请换一台电脑或手机再核验。 | The machine failed: {why}. This says nothing of the file: verify on another machine.
receipt 回执成立：这件事登记在公开的日志里，登记以后一个字也没有改过。 | The receipt holds: this act stands in the log, and not a character of it was changed since.
promise 登记承诺成立：出具方签名承诺，在下面的时间以前把这件事登入日志。它还不是登记的证明，到时请下载回执；到时拿不到回执，这份承诺就是证据。 | The promise holds: its issuer signed that this act will be logged by the time below. It proves no logging yet: download the receipt then; if there is none, this promise is the evidence.
log 日志成立：由全部条目重新算出的哈希和根，与公布的文件和签名一致。 | The log holds: hashes and root computed from all entries again are those published and signed.
same 一致：两个检查点条数相同，根也相同。 | Consistent: both checkpoints have the same size and the same root.
continues 一致：由条目重新算出，{new} 条的日志是接着 {old} 条的日志写成的。 | Consistent: computed from the entries again, the log of {new} entries continues the log of {old}.
place 位置：日志 {origin} 的第 {index} 条（从 0 数起），当时共 {size} 条 | Log: {origin}, entry {index} (counted from 0) of {size} at the time
log_size 日志：{origin}，共 {size} 条 | Log: {origin}, {size} entries
promised 承诺登入的日志：{origin} | To be logged in: {origin}
given 承诺时间：{time}，出具方 {name} | Promised: {time}, by {name}
due 最迟登记时间：{time} | To be logged at the latest: {time}
seen 见证：{name}，见到的时间 {time} | Witness: {name}, saw it at {time}
unseen 没有见证：{name} | Not seen by: {name}
unasked 没有核对见证：没有填见证方的公钥，只证明日志自己签过名 | No witness was checked: no witness's key was given, so only the log's own signature is proved
said 当时说的（{name}）： | What was said ({name}):
closed 没有原文：{names}；只证明当时有这一项，不证明写的是什么 | Not opened: {names}; that it exists is proved, not what it says
field     {name}：{value} |     {name}: {value}
fact {name}：{value} | {name}: {value}
code 代号：{code} | Code word: {code}
type 事项 | Act
at 登记时间 | Recorded at
occurred_at 实际发生时间（补登） | Happened at (recorded later)
id 记录编号 | Id
case 事项代号 | Case (pseudonym)
cseq 同一事项的第几步 | Step of the case
cprev 上一步的记录编号 | Step before
actor 经手人代号 | Actor (pseudonym)
role 经手人身份 | Role
norm 依据的规范 | Norm
pub 公开内容 | Public content
""")
FACTS = ("type", "at", "occurred_at", "id", "case", "cseq", "cprev", "actor", "role", "norm", "pub")


class Refusal(Exception):
    """What is wrong, by its code word; `exit` 1 is not proved, 2 a wrong call, 3 the machine."""

    def __init__(self, code: str, why: str = "", exit: int = 1, **values: Any) -> None:
        super().__init__(code)
        self.code, self.exit = code, exit
        reason = tuple(why.split(" | ")) if " | " in why else why
        self.says = say(code, why=reason, **values)


def want(holds: object, code: str, why: str = "", exit: int = 1, **values: Any) -> None:
    if not holds:
        raise Refusal(code, why, exit, **values)


def say(sentence: str, /, **values: Any) -> Pair:
    """The sentence in both languages; a value may itself be in both."""
    zh, en = ({k: v[i] if isinstance(v, tuple) else v for k, v in values.items()} for i in (0, 1))
    return WORDS[sentence][0].format_map(zh), WORDS[sentence][1].format_map(en)


def shown(text: str, most: int = 120) -> str:
    """A name as it may be shown: nothing that moves a cursor or turns the line around, and not without end."""
    plain = re.sub("[\t\n\u2028\u2029]", " ", re.sub(LEFT_OUT, "\ufffd", text[:most]))
    return plain + "…" * (len(text) > most)


def moment(time: int) -> Pair:
    """A POSIX time as Beijing's clock shows it."""
    if time > 253_402_271_999:
        return f"POSIX {time}", f"POSIX {time}"
    clock = datetime.fromtimestamp(time, timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S")
    return f"{clock}（北京时间）", f"{clock} (+08:00)"


# control characters, half characters, and those that turn a line around
LEFT_OUT = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def from_base64(text: str) -> bytes:
    """The bytes; none where they would be written otherwise."""
    known = re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", text)
    data = base64.b64decode(text) if known else b""
    return data if base64.b64encode(data).decode() == text else b""


def from_decimal(text: str) -> int:  # up to 2⁶³-1; else -1
    number = int(text) if re.fullmatch("0|[1-9][0-9]{0,18}", text) else -1
    return number if number < 2**63 else -1


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(data: bytes) -> Any:
    """What the JSON says; None where it is none."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def read_canonical(data: bytes) -> dict[str, Any]:
    """The entry these bytes stand for (RFC 8785, restricted); refused unless they are its canonical bytes."""
    entry = parsed(data)
    fits = isinstance(entry, dict) and len(data) <= 60_000 and in_profile(entry, 1)
    want(fits and canonical(entry).encode() == data, "receipt.entry")
    return entry


def in_profile(value: Any, depth: int) -> bool:
    if depth > 32:
        return False
    if isinstance(value, dict):
        return all(re.fullmatch("[a-z][a-z0-9_]*", key) for key in value) and in_profile([*value.values()], depth)  # fmt: skip
    if isinstance(value, list):
        return all(in_profile(inner, depth + 1) for inner in value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value) == value and not re.search(LEFT_OUT, value)
    return value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53)


class Key(NamedTuple):
    name: str
    id: bytes
    public: bytes
    cosigns: bool


Note = tuple[str, list[tuple[str, bytes]]]  # text, and who says to have signed it
Trust = tuple[list[Key], list[Key], int]  # the log's keys, witnesses, and how many of these are enough
VERIFIER = re.compile(r"([^+]*)\+([0-9a-f]{8})\+(.*)\Z", re.DOTALL)


def is_key_name(name: str) -> bool:
    return bool(re.match(r"[^+\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+\Z", name))


def read_key(text: str, *, cosigns: bool) -> Key:
    """The key published as `text`; a mistake in it is a wrong call."""
    found = VERIFIER.match(text)
    name, written_id, typed = (found[1], found[2], from_base64(found[3])) if found else ("", "", b"")
    want(is_key_name(name) and typed, "note.verifier_key", exit=2, shown=shown(text, 60))
    want(not typed.startswith(b"\xffqinqing/sm2"), "profile.unavailable", exit=2)
    key_id = sha256(name.encode() + b"\n" + typed)[:4]
    holds = typed[0] in (1, 4) and len(typed) == 33 and key_id.hex() == written_id
    want(holds, "note.verifier_key", exit=2, shown=shown(text, 60))
    want((typed[0] == 4) is cosigns, "note.key_kind", exit=2, name=name)
    y = int.from_bytes(typed[1:], "little") % 2**255  # of a point of small order: anybody signs under it
    weak = y * (y * y - 1) * (121666 * (2 * y * y - 1) - 121665 * y**4) % (2**255 - 19) == 0
    want(not weak, "note.weak_key", exit=2, name=name)
    return Key(name, key_id, typed[1:], cosigns)


def read_note(data: bytes) -> Note:
    """Text and signature lines, nothing of them verified yet."""
    want(len(data) <= 256_000, "note.malformed", "太长 | it is too long")
    decoded = data.decode("utf-8", "replace")
    want(decoded.encode() == data, "note.malformed", "不是 UTF-8 | it is not UTF-8")
    want(not re.search("[\x00-\x09\x0b-\x1f]", decoded), "note.malformed", "含有控制字符 | it holds control characters")  # fmt: skip
    text, found, rest = decoded.rpartition("\n\n")
    want(found and rest.endswith("\n"), "note.malformed", "没有签名行 | it has no signature lines")
    lines = rest[:-1].split("\n")
    want(len(lines) <= 64, "note.malformed", "签名太多 | it has too many signatures")
    matches = (re.fullmatch(r"— (\S+) (\S+)", line) for line in lines)
    signatures = [(one[1], from_base64(one[2])) if one else ("", b"") for one in matches]
    want(all(is_key_name(name) and len(value) > 4 for name, value in signatures), "note.malformed", "有一行不是签名 | a line of it is no signature")  # fmt: skip
    return text + "\n", signatures


def open_note(note: Note, known: list[Key]) -> dict[Key, int]:
    """The known keys that signed, witnesses with their time; one false signature by any refuses the whole."""
    signed: dict[Key, int] = {}
    for name, value in note[1]:
        for key in known:
            if (key.name, key.id) == (name, value[:4]):
                want(key not in signed, "note.malformed", "同一密钥签了两次 | one key signed it twice")
                signed[key] = signed_at(note[0], key, value[4:])
    want(signed, "note.not_signed")
    return signed


def signed_at(text: str, key: Key, value: bytes) -> int:
    """When a witness says it saw the text; 0 of a log's own signature, which says no time."""
    time = 0
    if key.cosigns:
        time, value = int.from_bytes(value[:8], "big"), value[8:]
        text = f"cosignature/v1\ntime {time}\n{text}"
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(value, text.encode())
        holds = 0 < time < 2**63 or not key.cosigns
    except (InvalidSignature, ValueError):
        holds = False
    want(holds, "note.false_signature", name=key.name)
    return time


def open_checkpoint(note: Note, trust: Trust) -> tuple[str, int, bytes, list[Pair]]:
    """Origin, size, root, and in sentences who saw it when; signed by the log it names and by enough witnesses."""
    logs, witnesses, threshold = trust
    lines = note[0].split("\n")
    want(len(lines) >= 4 and not lines[-1] and all(lines[:-1]), "checkpoint.malformed", "行数不对或有空行 | it has too few lines, or empty ones")  # fmt: skip
    origin, size, root = lines[0], from_decimal(lines[1]), from_base64(lines[2])
    want(size >= 0, "checkpoint.malformed", "第二行不是条数 | its second line is no size")
    want(len(root) == 32, "checkpoint.malformed", "第三行不是根哈希 | its third line is no root hash")
    own = [key for key in logs if key.name == origin]
    want(own, "checkpoint.origin", origin=shown(origin))
    signed = open_note(note, own + witnesses)
    want(any(key in own for key in signed), "note.not_signed")
    seen = [(key.name, time) for key, time in signed.items() if key.cosigns]
    names = ", ".join(name for name, _ in seen) or ("零家", "none")
    want(len(seen) >= threshold, "policy.no_quorum", names=names)
    return origin, size, root, tell_witnesses(seen, [key.name for key in witnesses if key not in signed])


def tell_witnesses(seen: list[tuple[str, int]], unseen: list[str]) -> list[Pair]:
    told = [say("seen", name=name, time=moment(time)) for name, time in seen]
    return told + [say("unseen", name=name) for name in unseen] or [say("unasked")]


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root a proof leads to (RFC 9162, section 2.1.3.2)."""
    want(index < size, "tree.position", index=index, size=size)
    node, last, result = index, size - 1, leaf
    for sibling in proof:
        want(last, "tree.proof_length")
        if node & 1 or node == last:
            result = sha256(b"\x01" + sibling + result)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            result = sha256(b"\x01" + result + sibling)
        node, last = node >> 1, last >> 1
    want(not last, "tree.proof_length")
    return result


def verify_receipt(data: bytes, trust: Trust) -> list[Pair]:
    """What a receipt proves, in sentences."""
    written, openings, text = read_handout(data, "receipt", "proof")
    index, hashes, note = read_proof(text)
    origin, size, root, seen = open_checkpoint(note, trust)
    found = root_by_inclusion(sha256(b"\x00" + written), index, size, hashes)
    want(found == root, "tree.not_included", index=index, size=size)
    place = say("place", origin=shown(origin), index=index, size=size)
    return [say("receipt"), place, *seen, *tell_opened(written, openings, "receipt.malformed")]


def read_handout(data: bytes, kind: str, signed: str) -> tuple[bytes, list[dict[str, str]], str]:
    """Entry, openings and signed text of a file; refused when it is not written exactly as such files are."""
    code = f"{kind}.malformed"
    want(len(data) <= 500_000, code, "太长 | it is too long")
    found = parsed(data)
    want(found is not None, code, "不是 JSON | it is not JSON")
    parts = found if isinstance(found, dict) else {}
    fits = isinstance(parts.get("entry"), str) and parts.get("v") == 1 and parts.get("kind") == kind
    fits = fits and all(isinstance(parts.get(key), list) for key in ("opened", signed))
    want(fits, code, "缺少或多出内容，或者是别的文件 | something is missing or added, or it is another kind of file")  # fmt: skip
    lines = parts[signed]
    want(all(isinstance(line, str) and "\n" not in line for line in lines), code, "签名部分有一行不对 | a line of what is signed is wrong")  # fmt: skip
    given = [one if isinstance(one, dict) else {} for one in parts["opened"]]
    opened: Any = [{key: one.get(key) for key in ("name", "salt", "payload")} for one in given]
    salted = all(isinstance(value, str) for one in opened for value in one.values())
    salted = salted and all(len(from_base64(one["salt"])) == 32 for one in opened)
    want(salted, code, "原文部分不对 | the part with what was said is wrong")
    again = {"v": 1, "kind": kind, "entry": parts["entry"], "opened": opened, signed: lines or [""]}
    want((json.dumps(again, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace") == data, code, "写法不规范 | it is written in another way")  # fmt: skip
    return parts["entry"].encode(), opened, "".join(f"{line}\n" for line in lines)


def read_proof(text: str) -> tuple[int, list[bytes], Note]:
    """The parts of a proof of inclusion; the checkpoint in it is not verified yet."""
    head, found, note = text.partition("\n\n")
    header, *lines = head.split("\n")
    want(header == "c2sp.org/tlog-proof@v1" and found and lines, "proof.malformed", "开头或分段不对 | its beginning or its parts are wrong")  # fmt: skip
    want(not lines[0].startswith("extra "), "proof.malformed", "附加数据没有签名担保 | nothing vouches for its extra data")  # fmt: skip
    index = from_decimal(lines[0][6:]) if lines[0].startswith("index ") else -1
    want(index >= 0, "proof.malformed", "没有写序号 | it has no index")
    opened, hashes = read_note(note.encode()), [from_base64(line) for line in lines[1:]]
    want(len(hashes) <= 63 and all(len(one) == 32 for one in hashes), "proof.malformed", "有的行不是哈希 | some line is no hash")  # fmt: skip
    return index, hashes, opened


def tell_opened(written: bytes, openings: list[dict[str, str]], code: str) -> list[Pair]:
    """The entry and what was said in it, in sentences."""
    entry = read_canonical(written)
    want(isinstance(entry.get("cm"), dict), "receipt.entry")
    tag, payloads = entry.get("type"), dict[str, Any]()
    for name, salt, payload in (one.values() for one in openings):
        bound = b"\0" + from_base64(salt) + payload.encode()
        found = sha256(b"qq-commit/v1\0" + tag.encode() + bound).hex() if isinstance(tag, str) else ""
        want(found and entry["cm"].get(name) == found, "receipt.opening", name=shown(name))
        payloads[name] = read_canonical(payload.encode())
    want(len(payloads) == len(openings), code, "同一项原文给了两次 | it opens one commitment twice")
    return tell(entry, payloads)


def tell(entry: dict[str, Any], payloads: dict[str, Any]) -> list[Pair]:
    """The entry's own fields, as far as it has them, then what was said in it."""
    told = [say("fact", name=WORDS[key], value=in_words(entry[key])) for key in FACTS if key in entry]
    for name, payload in payloads.items():
        told.append(say("said", name=shown(name)))
        told += [say("field", name=key, value=in_words(payload[key])) for key in sorted(payload)]
    closed = ", ".join(shown(name) for name in entry["cm"] if name not in payloads)
    return told + ([say("closed", names=closed)] if closed else [])


def in_words(value: Any) -> str:
    """Text as it is, with its further lines set in; anything else as JSON."""
    text = value if isinstance(value, str) else canonical(value)
    return re.sub("[\u2028\u2029]", " ", text.replace("\n", "\n      "))


def verify_promise(data: bytes, keys: list[Key], origin: str | None) -> list[Pair]:
    """What a promise proves, in sentences; `origin`, where given, is the log it must be about."""
    entry, openings, text = read_handout(data, "promise", "promise")
    note = read_note(text.encode())
    given_by = next(iter(open_note(note, keys)))
    found = re.fullmatch(r"qinqing/promise/v1\n([^\n]+)\n([^\n]+)\ntime ([0-9]+)\nwithin ([0-9]+)\n", note[0])
    log, leaf, given, delay = found.groups() if found else ("", "", "", "")
    time, within = from_decimal(given), from_decimal(delay)
    holds = len(from_base64(leaf)) == 32 and time >= 0 and 0 <= within <= 60
    want(holds, "promise.malformed", "承诺的内容写法不对 | its text is not written as promises are")
    want(origin in (None, log), "promise.origin", origin=shown(log))
    want(from_base64(leaf) == sha256(b"\x00" + entry), "promise.entry")
    when = [say("given", time=moment(time), name=given_by.name), say("due", time=moment(time + within))]
    told = tell_opened(entry, openings, "promise.malformed")
    return [say("promise"), say("promised", origin=shown(log)), *when, *told]


WIDTH = 256
MOST = WIDTH * 2**16 + WIDTH
PARTIAL = r"tile/([0-9]|[1-9][0-9]|entries)/((?:x[0-9]{3}/)*[0-9]{3})\.p/([1-9][0-9]{0,2})"


def tile_path(level: int | str, index: int, width: int) -> str:
    path, rest = f"{index % 1000:03}", index // 1000
    while rest:
        path, rest = f"x{rest % 1000:03}/{path}", rest // 1000
    return f"tile/{level}/{path}" + ("" if width == WIDTH else f".p/{width}")


def read_tile(root: Path, level: int | str, index: int, width: int, entry: int) -> tuple[str, bytes]:
    """Path and bytes of a tile; a partial one may be gone when the full one, which begins the same, is there."""
    for path in (tile_path(level, index, width), tile_path(level, index, WIDTH)):
        if (root / path).is_file():
            return path, read_file(root / path, MOST)
    raise Refusal("tile.missing", path=tile_path(level, index, width), index=entry)


def read_tree(root: Path, size: int, signed: bytes) -> list[bytearray]:
    """All levels of the tree over the entries, each tile held against them; the first bad entry is named."""
    levels = [bytearray()]
    for index in range(-(-size // WIDTH)):
        levels[0] += read_bundle(root, index, min(WIDTH, size - index * WIDTH))
    while len(levels[-1]) > 32:
        below = levels[-1]
        pairs = range(0, len(below) // 64 * 64, 64)
        levels.append(bytearray().join(sha256(b"\x01" + below[at : at + 64]) for at in pairs))
    for level in range(8, len(levels), 8):
        for first in range(0, len(levels[level]), WIDTH * 32):
            compare_tile(root, level, first // 32, levels[level][first : first + WIDTH * 32])
    want(root_at(levels, size) == signed, "tile.root", size=size)
    return levels


def read_bundle(root: Path, index: int, width: int) -> bytes:
    """The leaf hashes of a bundle's entries, held against the tile that says them."""
    path, data = read_tile(root, "entries", index, width, index * WIDTH)
    hashes, rest = leaf_hashes(data, width)
    compare_tile(root, 0, index * WIDTH, hashes, width)
    rest_allowed = width < WIDTH and path == tile_path("entries", index, WIDTH)
    whole = len(hashes) == 32 * width and (not rest or (rest_allowed and rest > 0))
    want(whole, "bundle.malformed", path=path, index=index * WIDTH + len(hashes) // 32)
    return hashes


def leaf_hashes(data: bytes, most: int) -> tuple[bytes, int]:
    """Of a bundle's first entries, and how many bytes follow them; below 0 where the last one is cut."""
    leaves, at = list[bytes](), 0
    while at + 2 <= len(data) and len(leaves) < most:
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        leaves.append(sha256(b"\x00" + data[at + 2 : end]))
        at = end
    return b"".join(leaves), len(data) - at


def compare_tile(root: Path, level: int, first: int, hashes: bytes | bytearray, width: int = 0) -> None:
    """Refuses unless the tile that begins with hash `first` of a level holds these, and no more than its width."""
    width = width or len(hashes) // 32
    path, data = read_tile(root, level // 8, first // WIDTH, width, first << level)
    length = 32 * (width if path == tile_path(level // 8, first // WIDTH, width) else WIDTH)
    compare(path, data, hashes, level, first)
    want(len(data) == length, "tile.size", path=path, index=(first + min(len(data) // 32, width)) << level)


def compare(path: str, found: bytes, right: bytes | bytearray, level: int, first: int) -> None:
    """Refuses at the first whole hash that is not the right one."""
    for at in range(0, min(len(right), len(found) // 32 * 32), 32):
        if found[at : at + 32] != right[at : at + 32]:
            code, entry = "tile.differs" if level else "bundle.differs", (first + at // 32) << level
            raise Refusal(code, path=path, index=entry, span=1 << level)


def root_at(levels: list[bytearray], size: int) -> bytes:
    """The root over the first `size` entries."""
    parts, start = [], 0
    for level in reversed(range(len(levels))):
        if size >> level & 1:
            parts.append(bytes(levels[level][(start >> level) * 32 :][:32]))
            start += 1 << level
    result = parts.pop() if parts else sha256(b"")
    while parts:
        result = sha256(b"\x01" + parts.pop() + result)
    return result


def compare_old_files(root: Path, levels: list[bytearray], size: int) -> None:
    """Partial tiles and bundles that are left of earlier sizes must begin as the tree does."""
    for file in sorted((root / "tile").rglob("*.p/*")):
        path = file.relative_to(root).as_posix()
        if found := re.fullmatch(PARTIAL, path):
            level = 0 if found[1] == "entries" else int(found[1]) * 8
            first, width = int(re.sub("[x/]", "", found[2])) * WIDTH, int(found[3])
            if first + width <= size >> level and file.is_file():
                data, right = read_file(file, MOST), levels[level][first * 32 : (first + width) * 32]
                hashes, rest = leaf_hashes(data, width) if found[1] == "entries" else (data, 0)
                compare(path, hashes, right, level, first)
                want(hashes == right and not rest, "bundle.malformed", path=path, index=(first + min(len(hashes), len(right)) // 32) << level)  # fmt: skip


def verify_log(root: Path, trust: Trust) -> list[Pair]:
    """What an exported log proves, in sentences."""
    origin, size, top, seen = open_checkpoint(read_note(read_file(root / "checkpoint")), trust)
    compare_old_files(root, read_tree(root, size, top), size)
    return [say("log"), say("log_size", origin=shown(origin), size=size), *seen]


def verify_same(one: bytes, other: bytes, trust: Trust, root: Path | None) -> list[Pair]:
    """Whether two checkpoints are of one history."""
    opened = [open_checkpoint(read_note(data), trust) for data in (one, other)]
    (log, old, old_top, _), (origin, new, top, _) = sorted(opened, key=lambda checkpoint: checkpoint[1])
    want(log == origin, "checkpoint.origin", origin=shown(opened[1][0]))
    sized = say("log_size", origin=shown(origin), size=new)
    if old == new:
        want(old_top == top, "checkpoint.fork", size=old)
        return [say("same"), sized]
    want(root, "checkpoint.unrelated", size=old, other=new)
    levels = read_tree(root or Path(), new, top)
    want(root_at(levels, old) == old_top, "tree.inconsistent", old=old, new=new)
    return [say("continues", old=old, new=new), sized]


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise Refusal("usage", message, 2)


def parser() -> Parser:
    top = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(dest="command", required=True)
    for name in ("receipt", "promise", "log", "same"):
        command = commands.add_parser(name)
        command.add_argument("folder" if name == "log" else "file", type=Path)
        if name == "same":
            command.add_argument("other", type=Path)
        command.add_argument("--key", action="append", required=True)
        command.add_argument("--witness", action="append", default=[])
        command.add_argument("--threshold", type=int)
        command.add_argument("--origin") if name == "promise" else command.add_argument("--log", type=Path)
    return top


def read_file(path: Path, most: int = 1_000_000) -> bytes:
    want(path.is_file(), "file.missing", exit=2, path=shown(str(path)))
    with path.open("rb") as file:
        return file.read(most + 1)  # one byte too many is refused by whoever reads it


def given_keys(given: list[str], *, cosigns: bool) -> list[Key]:
    keys: list[Key] = []
    for one in given:
        written = one.encode("utf-8", "replace") if VERIFIER.match(one) else read_file(Path(one))
        keys.append(read_key(written.decode("utf-8", "replace").removesuffix("\n"), cosigns=cosigns))
        want(keys[-1] not in keys[:-1], "note.key_kind", exit=2, name=keys[-1].name)
    return keys


def proved(asked: argparse.Namespace) -> list[Pair]:
    logs, witnesses = given_keys(asked.key, cosigns=False), given_keys(asked.witness, cosigns=True)
    # Unless told otherwise, every witness that is named must have seen it.
    least = len(witnesses) if asked.threshold is None else asked.threshold
    want(0 <= least <= len(witnesses), "usage", f"--threshold {least}", 2)
    trust = (logs, witnesses, least)
    if asked.command == "log":
        return verify_log(asked.folder, trust)
    data = read_file(asked.file)
    if asked.command == "receipt":
        return verify_receipt(data, trust)
    if asked.command == "same":
        return verify_same(data, read_file(asked.other), trust, asked.log)
    return verify_promise(data, logs, asked.origin)


def judged(act: Any) -> tuple[int, str, list[Pair]]:
    """Exit code, code word and sentences; nothing that is read makes it end in another way."""
    try:
        return 0, "proved", act()
    except Refusal as refusal:
        return refusal.exit, refusal.code, [refusal.says]
    except Exception as error:
        return 3, "machine.failed", [say("machine.failed", why=shown(f"{type(error).__name__} {error}"))]


def main(act: Any = lambda: proved(parser().parse_args())) -> int:
    exit_code, code, told = judged(act)
    stream = sys.stdout if exit_code < 2 else sys.stderr
    lines = [one[language] for language in (0, 1) for one in (*told, say("code", code=code), ("", ""))]
    try:
        stream.buffer.write("\n".join(lines).encode(stream.encoding or "utf-8", "replace"))
        stream.flush()
    except (OSError, ValueError):
        return 3
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
