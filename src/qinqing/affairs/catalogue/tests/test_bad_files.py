"""A file with a mistake is found out: every mistake, by file and line, in words that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.reading import LARGEST_FILE
from qinqing.affairs.catalogue.tests.items import OWN, problems, write
from qinqing.refusals import Refused

# (what is replaced, by what, the line it is told at, words of what is said)
MISTAKES = [
    pytest.param("item: street-trading", "item: street", 1, "文件名相同", id="名字与文件不同"),
    pytest.param("item: street-trading", "item: Street Trading", 1, "小写字母", id="键写法不对"),
    pytest.param("nature: filing", "nature: favour", 3, "nature 不能是 favour", id="性质不存在"),
    pytest.param("nature: filing\n", "", 1, "缺 nature", id="缺性质"),
    pytest.param("nature: filing", "nature: licence", 0, "行政许可须有法定期限", id="许可没有期限"),
    pytest.param("en: Filing of trade on the street", "en: ''", 2, "zh 和 en 两种文字", id="缺英文"),
    pytest.param(
        "{business-environment: 37}", "{no-such-law: 1}", 7, "no-such-law 不在", id="依据不在文件目录"
    ),
    pytest.param("confidence: 1", "confidence: sure", 7, "confidence 不能是 sure", id="把握程度不存在"),
    pytest.param("confidence: 1", "confidence: memory", 7, "confidence 不能是 memory", id="凭记忆的不收"),
    pytest.param(
        "basis:\n  - {source: {business-environment: 37}, confidence: 1}",
        "basis: []",
        0,
        "至少一条依据",
        id="没有依据",
    ),
    pytest.param("decider: handler", "decider: boss", 8, "decider 不能是 boss", id="谁决定不存在"),
    pytest.param(
        "decider: handler", "decider: handler\nprice: 10", 9, "没有 price 这一项", id="不认识的一项"
    ),
    pytest.param("decider: handler", "decider: handler\ndecider: other", 9, "写了两次", id="写了两次"),
    pytest.param(
        "common: [applicant]", "common: [everybody]", 9, "没有共用部分 everybody", id="共用部分不存在"
    ),
    pytest.param("kind: date", "kind: colour", 11, "kind 不能是 colour", id="字段类型不存在"),
    pytest.param("kind: date", "kind: choice", 11, "choices 应是列表", id="选择题没有选项"),
    pytest.param("kind: date", "kind: date, from: neighbour", 11, "from 不能是 neighbour", id="来源不存在"),
    pytest.param("kind: date", "kind: date, from: project", 0, "没有 project_code", id="来自项目却不问项目"),
    pytest.param(
        "kind: date",
        "kind: date, from: 'decision:no-item.day'",
        0,
        "decision:no-item.day 不存在",
        id="决定不存在",
    ),
    pytest.param("field: trade_from", "field: contact_name", 10, "已在共用部分里", id="与共用字段重名"),
    pytest.param("field: trade_from", "field: storeys", 0, "问的是另一件事", id="同一个键问两件事"),
    pytest.param("zh: 起始日", "zh: 防护等级", 11, "防护等级", id="问防护等级"),
    pytest.param("zh: 起始日", "zh: 防 护 等 级", 11, "防护等级", id="隔开写的防护等级"),
    pytest.param("en: From", "en: Wartime use", 11, "Wartime", id="英文里的战时"),
    pytest.param("field: trade_from", "field: works_location", 11, "location", id="键里的位置"),
    pytest.param("zh: 摊位草图", "zh: 工程位置图", 13, "位置", id="材料里的位置"),
    pytest.param("zh: 摊位草图", "zh: 其他材料", 13, "逐项列明", id="兜底的其他材料"),
    pytest.param("class: public", "class: secret", 13, "class 不能是 secret", id="材料类别不存在"),
    pytest.param(
        ", each_time: {zh: 每次摊位不同, en: The stall differs each time}",
        "",
        0,
        "用 each_time 写明为什么",
        id="每次都要却没有理由",
    ),
    pytest.param(
        "class: public,", "class: public, from: last,", 0, "不用写 each_time", id="交过就够又写理由"
    ),
    pytest.param(
        "each_time: {zh: 每次摊位不同, en: The stall differs each time}",
        "from: 'same:no_such'",
        0,
        "表里却没有这个字段",
        id="按没有的字段认",
    ),
    pytest.param("by: clerk", "by: chief", 15, "by 不能是 chief", id="步骤由谁不存在"),
    pytest.param(
        "decider: handler",
        "decider: handler\nlimit: {value: transfers_max}",
        9,
        "不能用在这里",
        id="期限不是期限类",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nlimit: {value: no_such}",
        9,
        "没有数值 no_such",
        id="期限的数值不存在",
    ),
    pytest.param("decider: handler", "decider: handler\nlimit: 20", 9, "应是键与值", id="期限直接写数"),
    pytest.param(
        "decider: handler",
        "decider: handler\nextension: {value: lic_extension_wd, by: leader}",
        0,
        "要有 limit",
        id="只有延长",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\npromise: {n: '5', unit: workday, source: {zh: 甲, en: a}}",
        9,
        "n 应是不带引号的整数",
        id="承诺写成文字",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nlimit: {value: lic_decision_wd}\npromise: {n: 21, unit: workday, source: {zh: 甲, en: a}}",
        0,
        "承诺 21 长于法定 20",
        id="承诺长于法定",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: refused, when: [{paper: sketch}]}",
        9,
        "机器只能准予",
        id="机器驳回",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: granted, when: []}",
        9,
        "至少一个",
        id="无条件办结",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: granted, when: [{field: no_such}]}",
        0,
        "没有字段 no_such",
        id="条件里的字段不存在",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: granted, when: [{decision: cad-basement-approval}]}",
        0,
        "看不出是哪一个 cad-basement-approval",
        id="条件里的决定分不清项目",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: granted, when: [{decision: cad-demolition, unchanged: [trade_from]}]}",
        0,
        "trade_from 两边都要有",
        id="看不出变没变",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nat_once: {outcome: granted, when: [{field: trade_from, at_most: transfers_max}]}",
        0,
        "不能这样比较",
        id="日期比大小",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nfees:\n  - {fee: f, title: {zh: 费, en: fee}, quantity: trade_from, source: {licensing-law: 58}, confidence: 1, rule: cad_no_discretionary_waiver, amount_cny: 100}",
        10,
        "只按公布的收费目录",
        id="事项里写金额",
    ),
    pytest.param(
        "decider: handler",
        "decider: handler\nfees:\n  - {fee: f, title: {zh: 费, en: fee}, quantity: trade_from, source: {licensing-law: 58}, confidence: 1, rule: cad_no_discretionary_waiver}",
        0,
        "应是一个面积或者数字字段",
        id="乘以日期的收费",
    ),
    pytest.param("item: street-trading", "item: &a street-trading", 1, "不用 & 和 *", id="锚点"),
    pytest.param("nature: filing", "nature: [filing", 4, "不是合格的 YAML", id="不是 YAML"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), MISTAKES)
def test_a_mistake_is_told_by_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str):
    """Line 0: what contradicts the rest is told of the file."""
    assert old in OWN
    found = problems(tmp_path, OWN.replace(old, new, 1))
    where = f"street-trading.yaml:{line}" if line else "street-trading.yaml"
    assert [p for p in found if says in p.says.zh and p.where == where], [str(p) for p in found]
    assert all(p.says.en for p in found)


def test_without_a_mistake_nothing_is_told(tmp_path: Path):
    assert problems(tmp_path, OWN) == []


def test_every_mistake_of_every_file_is_told_at_once_and_nothing_is_taken(tmp_path: Path):
    write(tmp_path, OWN.replace("nature: filing", "nature: x").replace("by: clerk", "by: y"))
    write(tmp_path, "item: second\n", "second")
    with pytest.raises(Refused) as refused:
        load_items(tmp_path)
    assert refused.value.code == "items.refused"
    files = {problem.where.partition(":")[0] for problem in refused.value.problems}
    assert files == {"street-trading.yaml", "second.yaml"} and refused.value.total > 8


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe\x00", id="不是 UTF-8"),
        pytest.param(b"", id="空文件"),
        pytest.param(b"- a\n- b\n", id="是列表"),
        pytest.param(b"item: a\n---\nitem: b\n", id="两份文档"),
        pytest.param(b"a: " + b"[" * 2_000 + b"]" * 2_000, id="嵌套太深"),
        pytest.param(b"item: " + b"x" * (LARGEST_FILE + 1), id="太大"),
        pytest.param(b"&a [*a, *a]", id="自己引用自己"),
    ],
)
def test_what_is_no_item_is_refused_in_words(tmp_path: Path, content: bytes):
    (tmp_path / "bad.yaml").write_bytes(content)
    with pytest.raises(Refused) as refused:
        load_items(tmp_path)
    assert refused.value.code == "items.refused"


def test_a_file_too_large_is_not_read_at_all(tmp_path: Path):
    text = OWN + "#" * (LARGEST_FILE + 1 - len(OWN.encode()))
    assert next(problem.says.zh for problem in problems(tmp_path, text)) == f"大于 {LARGEST_FILE} 字节"
    assert problems(tmp_path, text[:-1]) == []


def test_a_folder_named_like_a_file_and_a_link_that_leads_nowhere_are_told(tmp_path: Path):
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to("nowhere")
    with pytest.raises(Refused) as refused:
        load_items(tmp_path)
    assert {problem.where for problem in refused.value.problems} >= {"folder.yaml", "link.yaml"}
