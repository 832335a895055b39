"""What a verification may find: each with its code word, what it means in plain words, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qinqing.refusals import Say

SAYS = {
    "hole": Say("编号 {index} 没有条目：有条目被删除", "place {index} holds no entry: one was deleted"),
    "entry_altered": Say("条目 {entry} 被改动过", "entry {entry} was altered"),
    "opening_missing": Say("条目 {entry} 的原文不见了", "what opens entry {entry} is missing"),
    "opening_altered": Say("条目 {entry} 的原文被改动过", "what opens entry {entry} was altered"),
    "key_missing": Say(
        "条目 {entry} 的原文打不开：密钥不在，而日志中没有清除记录",
        "what opens entry {entry} cannot be read: the key is gone and the log tells of no erasure",
    ),
    "erasure_wrong": Say(
        "清除记录写明 {said} 条的原文不能再打开，实际是 {found} 条",
        "an erasure says that {said} entries can no longer be opened; {found} cannot",
    ),
    "row_altered": Say(
        "{row} 被绕过办理直接改动；最后登记它的条目是 {entry}",
        "{row} was edited past the services; entry {entry} last set it",
    ),
    "row_missing": Say(
        "{row} 被删除；最后登记它的条目是 {entry}", "{row} was deleted; entry {entry} last set it"
    ),
    "row_unknown": Say("{row} 没有任何条目登记过", "no entry ever set {row}"),
    "row_back": Say("{row} 已登记撤回，却又出现", "{row} was withdrawn and is back"),
    "tree_altered": Say(
        "第 {index} 条起，日志与已签名的检查点不符", "from place {index} on the log is not what was signed"
    ),
    "cosignature_wrong": Say(
        "大小 {size} 的检查点上，{witness} 的见证不成立或不是已登记的公钥签的",
        "on the checkpoint of size {size}, the cosignature of {witness} does not verify by a registered key",
    ),
    "second_unexamined": Say(
        "第二棵树在这台机器上核验不了：{zh}", "the second tree cannot be examined on this machine: {en}"
    ),
    "second_wrong": Say("第二棵树的检查点不成立：{zh}", "the second tree's checkpoint does not verify: {en}"),
    "second_ahead": Say(
        "第二棵树有 {size} 条，日志只有 {entries} 条",
        "the second tree covers {size} entries, the log has {entries}",
    ),
    "second_altered": Say(
        "第二棵树的前 {size} 条与日志不是同样的条目",
        "the second tree's {size} entries are not the log's entries",
    ),
    "second_file": Say(
        "第二棵树的文件 {path} 缺失或被改动过", "the second tree's file {path} is missing or was altered"
    ),
    "second_behind": Say("第二棵树停在第 {size} 条：{zh}", "the second tree stands at entry {size}: {en}"),
    "checkpoint_wrong": Say(
        "大小 {size} 的检查点签名不成立：{why}", "the checkpoint of size {size} does not verify: {why}"
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the log or with what it protects."""

    code: str
    says: Say


def found(word: str, **what: Any) -> Fault:
    says = SAYS[word]
    return Fault(f"log.{word}", Say(says.zh.format(**what), says.en.format(**what)))
