"""What a reader of the log may refuse: what is wrong, and what to do now. Who keeps it: `keeping_refusals`."""

from __future__ import annotations

from qinqing.refusals import Refused, Say

ASK_AGAIN = Say(
    "请向给您文件的单位重新要一份，收到后不要改动，也不要打开另存。",
    "Ask whoever gave it to you for the file again; do not edit it or save it anew.",
)
DO_NOT_TRUST = Say(
    "不要当作凭据；请把文件原样留好，交给见证方或上级机关核查。",
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
        Say(
            f"证明所说的位置不存在：日志当时共 {size} 条（从 0 数起），没有第 {index} 条。",
            f"The place it names does not exist: a log of {size} entries, counted from 0, has no entry {index}.",
        ),
        remedy=ASK_AGAIN,
    )


def proof_length() -> Refused:
    return Refused(
        "tree.proof_length",
        Say("证明的长度和日志的条数对不上。", "The proof's length does not fit the log's size."),
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
        Say(f"签名部分不完整：{why.zh}。", f"The signed part is not whole: {why.en}."),
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
        Say(f"“{shown}”不是公钥。", f"{shown!r} is not a public key."),
        remedy=Say(
            "请从公布的地方整行复制，一个字符也不要少：名字+编号+公钥。",
            "Copy the whole line as it is published: name+id+key.",
        ),
    )


def weak_key(name: str) -> Refused:
    return Refused(
        "note.weak_key",
        Say(
            f"{name} 的公钥是废钥：没有私钥也能造出它的签名，用它核验没有意义。",
            f"The key of {name} is worthless: its signatures are made without any private key.",
        ),
        remedy=Say(
            "请从公布的地方重新取得公钥；公布的就是它的，告诉见证方和上级机关。",
            "Get the key from where it is published again; if that is the one, tell a witness and the superior organ.",
        ),
    )


def false_signature(name: str) -> Refused:
    return Refused(
        "note.false_signature",
        Say(
            f"{name} 的签名对不上：签名是假的，或内容被改过。",
            f"The signature of {name} does not match: it is false, or the text was changed.",
        ),
        remedy=DO_NOT_TRUST,
    )


def not_signed() -> Refused:
    return Refused(
        "note.not_signed",
        Say("上面没有您所给公钥的签名。", "None of the given keys has signed it."),
        remedy=Say(
            "请核对公钥是不是这个日志的；公钥没有错的，不要当作凭据。",
            "Check that the public key is this log's; if it is, do not rely on the text.",
        ),
    )


def checkpoint_malformed(why: Say) -> Refused:
    return Refused(
        "checkpoint.malformed",
        Say(
            f"检查点（日志签了名的总数和总指纹）不完整：{why.zh}。",
            f"The checkpoint (what the log signs: its size and root) is not whole: {why.en}.",
        ),
        remedy=ASK_AGAIN,
    )


def other_origin(origin: str) -> Refused:
    return Refused(
        "checkpoint.origin",
        Say(
            f"它是另一个日志的，不是公钥所说的日志：{origin}。",
            f"It is of another log than the key's: {origin}.",
        ),
        remedy=Say("请核对公钥和文件是不是同一家的。", "Check that key and file belong together."),
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
            f"见证不够：有效的见证只有{names or '零家'}。",
            f"Too few witnesses: valid cosignatures of {names or 'none'} only.",
        ),
        remedy=Say(
            "请过几分钟重新下载回执；仍然不够的，向见证方查询。",
            "Download the receipt again in a few minutes; if it stays so, ask the witnesses.",
        ),
    )


def proof_malformed(why: Say) -> Refused:
    return Refused(
        "proof.malformed",
        Say(f"回执里的证明不完整：{why.zh}。", f"The proof in the receipt is not whole: {why.en}."),
        remedy=ASK_AGAIN,
    )


def promise_malformed(why: Say) -> Refused:
    return Refused(
        "promise.malformed",
        Say(f"这个文件不是完整的登记承诺：{why.zh}。", f"This file is not a whole promise: {why.en}."),
        remedy=ASK_AGAIN,
    )


def promise_of_another(origin: str) -> Refused:
    return Refused(
        "promise.origin",
        Say(f"这是另一个日志的登记承诺：{origin}。", f"This is the promise of another log: {origin}."),
        remedy=Say("请核对公钥和文件是不是同一家的。", "Check that key and file belong together."),
    )


def promise_differs() -> Refused:
    return Refused(
        "promise.entry",
        Say("登记承诺说的不是这一条记录。", "The promise is not about this entry."),
        remedy=DO_NOT_TRUST,
    )


def file_malformed(kind: str, why: Say) -> Refused:
    """`kind`: receipt or promise, by which the file was read."""
    return promise_malformed(why) if kind == "promise" else receipt_malformed(why)


def receipt_malformed(why: Say) -> Refused:
    return Refused(
        "receipt.malformed",
        Say(f"这个文件不是完整的回执：{why.zh}。", f"This file is not a whole receipt: {why.en}."),
        remedy=ASK_AGAIN,
    )


def entry_not_canonical() -> Refused:
    return Refused(
        "receipt.entry",
        Say(
            "文件里的记录不是按规定写的，无法核验。",
            "The entry in the file is not written as entries are, and cannot be checked.",
        ),
        remedy=ASK_AGAIN,
    )


def opening_differs(name: str) -> Refused:
    return Refused(
        "receipt.opening",
        Say(
            f"“{name}”的原文和登记时留下的指纹对不上：原文被改过，或不是这一条的。",
            f"The text of {name!r} does not match the fingerprint (commitment) recorded then: it was changed, or is another entry's.",
        ),
        remedy=DO_NOT_TRUST,
    )
