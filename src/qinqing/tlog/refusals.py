"""What a reader of the log may refuse: what is wrong, and what to do now. Who keeps it: `keeping_refusals`."""

from __future__ import annotations

from qinqing.refusals import Refused, Say

ASK_AGAIN = Say(
    "请从出具方重新取得原文件，不要改动一个字节。",
    "Get the file from its issuer again, and change no byte of it.",
)
DO_NOT_TRUST = Say(
    "不要采信；请把文件原样保存，交给见证方或上级机关核查。",
    "Do not rely on it; keep the file as it is and take it to a witness or the superior organ.",
)


def unknown_profile(name: str) -> Refused:
    return Refused(
        "profile.unknown",
        Say(f"没有“{name}”这种算法配置。", f"There is no profile {name!r}."),
        remedy=Say("请用 standard 或 guomi。", "Use standard or guomi."),
    )


def profile_unavailable(name: str) -> Refused:
    return Refused(
        "profile.unavailable",
        Say(
            f"这台机器算不了“{name}”：系统的 OpenSSL 没有 SM2。",
            f"This machine cannot compute {name!r}: its OpenSSL has no SM2.",
        ),
        remedy=Say(
            "请安装带 SM2 的 OpenSSL 3 以上版本，或改用 standard。",
            "Install OpenSSL 3 or later with SM2, or use standard.",
        ),
    )


def no_such_position(index: int, size: int) -> Refused:
    return Refused(
        "tree.position",
        Say(f"{size} 条的树里没有 {index} 这个位置。", f"A tree of {size} entries has no position {index}."),
        remedy=ASK_AGAIN,
    )


def proof_length() -> Refused:
    return Refused(
        "tree.proof_length",
        Say("证明的哈希个数不对。", "The proof has the wrong number of hashes."),
        remedy=ASK_AGAIN,
    )


def hash_length() -> Refused:
    return Refused(
        "tree.hash_length",
        Say("有的哈希不是 32 字节。", "Some hash is not 32 bytes long."),
        remedy=ASK_AGAIN,
    )


def hash_missing(level: int, index: int) -> Refused:
    return Refused(
        "tree.hash_missing",
        Say(f"没有存第 {level} 层第 {index} 个哈希。", f"No hash is stored at level {level}, index {index}."),
        remedy=Say("请核对存储，或用更小的树。", "Check the storage, or ask of a smaller tree."),
    )


def not_included(index: int, size: int) -> Refused:
    return Refused(
        "tree.not_included",
        Say(
            f"证明不成立：{size} 条的日志里，第 {index} 条不是这一条。",
            f"The proof does not hold: entry {index} of the log of {size} is not this one.",
        ),
        remedy=DO_NOT_TRUST,
    )


def inconsistent(old: int, new: int) -> Refused:
    return Refused(
        "tree.inconsistent",
        Say(
            f"{new} 条的日志不是由 {old} 条的日志接着写成的：前面的内容变了。",
            f"The log of {new} entries does not continue the log of {old}: what stood before was changed.",
        ),
        remedy=DO_NOT_TRUST,
    )


def tile_path(path: str) -> Refused:
    return Refused(
        "tile.path",
        Say(f"“{path}”不是日志文件的路径。", f"{path!r} is no path of a log's files."),
        remedy=Say("路径写法见 C2SP tlog-tiles。", "C2SP tlog-tiles says how paths are written."),
    )


def tile_size(path: str) -> Refused:
    return Refused(
        "tile.size",
        Say(f"{path} 的长度不对。", f"{path} has the wrong length."),
        remedy=ASK_AGAIN,
    )


def tile_missing(path: str) -> Refused:
    return Refused(
        "tile.missing",
        Say(f"没有 {path}。", f"There is no {path}."),
        remedy=Say("请向日志的主管方要这个文件。", "Ask whoever keeps the log for this file."),
    )


def tile_differs(path: str) -> Refused:
    return Refused(
        "tile.differs",
        Say(f"{path} 与上一层的哈希对不上。", f"{path} does not match the hash above it."),
        remedy=DO_NOT_TRUST,
    )


def tiles_differ_from_root(size: int) -> Refused:
    return Refused(
        "tile.root",
        Say(
            f"公布的文件算不出 {size} 条时签下的根。",
            f"The published files do not lead to the root that was signed at {size} entries.",
        ),
        remedy=DO_NOT_TRUST,
    )


def entry_too_long(most: int) -> Refused:
    return Refused(
        "bundle.too_long",
        Say(f"一条不能超过 {most} 字节。", f"An entry has at most {most} bytes."),
        remedy=Say("请把内容改为承诺值。", "Commit to the content instead."),
    )


def bundle_malformed(path: str) -> Refused:
    return Refused(
        "bundle.malformed",
        Say(f"{path} 不完整，或条数不对。", f"{path} is cut, or holds another number of entries."),
        remedy=ASK_AGAIN,
    )


def entry_differs(index: int) -> Refused:
    return Refused(
        "bundle.differs",
        Say(f"第 {index} 条的内容与日志的哈希对不上。", f"Entry {index} does not match its hash in the log."),
        remedy=DO_NOT_TRUST,
    )


def note_malformed(why: Say) -> Refused:
    return Refused(
        "note.malformed",
        Say(f"签名文本的格式不对：{why.zh}。", f"The signed note is malformed: {why.en}."),
        remedy=ASK_AGAIN,
    )


def key_name(name: str) -> Refused:
    return Refused(
        "note.key_name",
        Say(f"“{name}”不能作密钥名。", f"{name!r} cannot be the name of a key."),
        remedy=Say(
            "请用不含空格和加号的名字，例如 log.example/2026。",
            "Use a name without spaces and plus signs, such as log.example/2026.",
        ),
    )


def verifier_key(shown: str) -> Refused:
    return Refused(
        "note.verifier_key",
        Say(f"“{shown}”不是验证密钥。", f"{shown!r} is not a verifier key."),
        remedy=Say("请从公布方原样复制：名字+编号+公钥。", "Copy it as it is published: name+id+key."),
    )


def false_signature(name: str) -> Refused:
    return Refused(
        "note.false_signature",
        Say(
            f"{name} 的签名是假的，或内容被改过。",
            f"The signature of {name} is false, or the text was changed.",
        ),
        remedy=DO_NOT_TRUST,
    )


def not_signed() -> Refused:
    return Refused(
        "note.not_signed",
        Say("没有任何已知密钥的签名。", "No known key has signed it."),
        remedy=Say(
            "请核对公钥是不是这个日志的；是的话，不要采信。",
            "Check that the public key is this log's; if it is, do not rely on the text.",
        ),
    )


def checkpoint_malformed(why: Say) -> Refused:
    return Refused(
        "checkpoint.malformed",
        Say(f"检查点的格式不对：{why.zh}。", f"The checkpoint is malformed: {why.en}."),
        remedy=ASK_AGAIN,
    )


def other_origin(origin: str) -> Refused:
    return Refused(
        "checkpoint.origin",
        Say(f"这是另一个日志的检查点：{origin}。", f"This is the checkpoint of another log: {origin}."),
        remedy=Say("请核对所用的公钥和文件。", "Check the public key and the file you use."),
    )


def policy_malformed(line: int, why: Say) -> Refused:
    return Refused(
        "policy.malformed",
        Say(f"信任规则第 {line} 行不对：{why.zh}。", f"Line {line} of the trust policy is wrong: {why.en}."),
        remedy=Say("写法见 C2SP tlog-policy。", "C2SP tlog-policy says how it is written."),
    )


def no_quorum(names: str) -> Refused:
    return Refused(
        "policy.no_quorum",
        Say(
            f"见证不够：只有{names or '零家'}的有效见证。",
            f"Too few witnesses: valid cosignatures of {names or 'none'} only.",
        ),
        remedy=Say(
            "请过几秒取新的回执；一直不够的，向见证方查询。",
            "Get a newer receipt in a few seconds; if it stays so, ask the witnesses.",
        ),
    )


def proof_malformed(why: Say) -> Refused:
    return Refused(
        "proof.malformed",
        Say(f"证明的格式不对：{why.zh}。", f"The proof is malformed: {why.en}."),
        remedy=ASK_AGAIN,
    )


def promise_malformed() -> Refused:
    return Refused(
        "promise.malformed",
        Say("登记承诺的格式不对。", "The promise is malformed."),
        remedy=ASK_AGAIN,
    )


def promise_of_another(origin: str) -> Refused:
    return Refused(
        "promise.origin",
        Say(f"这是另一个日志的登记承诺：{origin}。", f"This is the promise of another log: {origin}."),
        remedy=Say("请核对所用的公钥和文件。", "Check the public key and the file you use."),
    )


def promise_differs() -> Refused:
    return Refused(
        "promise.entry",
        Say("登记承诺说的不是这一条。", "The promise is not about this entry."),
        remedy=DO_NOT_TRUST,
    )


def receipt_malformed(why: Say) -> Refused:
    return Refused(
        "receipt.malformed",
        Say(f"回执的格式不对：{why.zh}。", f"The receipt is malformed: {why.en}."),
        remedy=ASK_AGAIN,
    )


def entry_not_canonical() -> Refused:
    return Refused(
        "receipt.entry",
        Say("回执里的条目不是规范写法。", "The entry in the receipt is not in canonical form."),
        remedy=ASK_AGAIN,
    )


def opening_differs(name: str) -> Refused:
    return Refused(
        "receipt.opening",
        Say(
            f"“{name}”的内容与登记时的承诺值对不上：被改过，或不是这一条的。",
            f"The content of {name!r} does not open its commitment: it was changed, or is another entry's.",
        ),
        remedy=DO_NOT_TRUST,
    )
