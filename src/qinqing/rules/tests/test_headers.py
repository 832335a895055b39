"""A rule file that is not what the contract asks for is refused at load, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.rules.errors import RuleError
from qinqing.rules.rule import read_rule

HEADER = """\
rule: late
title: {zh: 迟, en: late}
norms: [decide-in-time]
kind: direct
level: red
custody: bureau
one_per: [applications.application_id]
judged: {zh: 一件申请, en: one application}
day: {zh: 收件之日, en: the day of receipt}
values: [lic_decision_wd]
tables: [applications]
without: []
says:
  late: {zh: '{unit} 迟了', en: '{unit} is late'}
explains: {zh: 迟, en: late}
blind: {zh: 无, en: nothing}
source: [行政许可法 第四十二条]
never_undetermined: {zh: 没有可缺的, en: nothing can be missing}
deviates: none
touched_by: {}
"""
QUERY = """\
SELECT 'flagged' AS verdict, application_id AS unit, received_on AS "on", [ref('applications', a)] AS evidence,
       NULL AS missing, 'late' AS says
FROM applications AS a
WHERE date_diff('day', received_on, judged_on()) > dated('lic_decision_wd', received_on)
"""


def rule_file(folder: Path, header: str = HEADER, query: str = QUERY, name: str = "late") -> Path:
    path = folder / f"{name}.sql"
    path.write_text("".join(f"-- {line}\n" for line in header.splitlines()) + query, encoding="utf-8")
    return path


def test_a_rule_as_the_contract_asks_is_read(tmp_path):
    rule = read_rule(rule_file(tmp_path))
    assert rule.id == "late"
    assert rule.compiled.reads == {"applications": frozenset({"application_id", "received_on"})}
    assert rule.sql.startswith("SELECT 'flagged'")
    assert rule.one_per == {"applications": ["application_id"]}


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        pytest.param("kind: direct\n", "", 1, "slot kind is missing", id="缺一项"),
        pytest.param("deviates: none\n", "deviates:\n", 1, "slot deviates is missing", id="一项空着"),
        pytest.param("deviates: none\n", "deviates: none\nmood: grim\n", 1, "no slot mood", id="多一项"),
        pytest.param("level: red", "level: purple", 5, "purple, not one of amber, red", id="没有这一级别"),
        pytest.param("kind: direct", "kind: hunch", 4, "hunch, not one of direct", id="没有这一类型"),
        pytest.param(
            "custody: bureau", "custody: me", 6, "me, not one of bureau, organ", id="没有这一保管方"
        ),
        pytest.param("norms: [decide-in-time]", "norms: []", 3, "slot norms is empty", id="没有规范"),
        pytest.param("norms: [decide-in-time]", "norms: decide", 3, "no list of words", id="规范不是列表"),
        pytest.param(
            "tables: [applications]", "tables: [applications, applications]", 11, "twice", id="列了两次"
        ),
        pytest.param("title: {zh: 迟, en: late}", "title: {zh: 迟}", 2, "zh and en", id="缺一种语言"),
        pytest.param(
            "title: {zh: 迟, en: late}", "title: {zh: 迟, en: ''}", 2, "empty in one", id="一种语言空着"
        ),
        pytest.param("rule: late", "rule: later", 1, "called later, its file late", id="与文件不同名"),
        pytest.param("level: red", "level: red\nlevel: amber", 6, "level stands twice", id="一项写了两次"),
        pytest.param("level: red", "level: [red", 6, "no YAML", id="不是 YAML"),
        pytest.param(
            "values: [lic_decision_wd]", "values: []", 10, "does not list lic_decision_wd", id="漏列数值"
        ),
        pytest.param(
            "tables: [applications]", "tables: [pauses]", 11, "does not list applications", id="列错表"
        ),
        pytest.param(
            "without: []", "without: [applications.outcome]", 12, "no optional column", id="不读的列"
        ),
        pytest.param("without: []", "without: [applications.received_on]", 12, "no optional", id="必需的列"),
        pytest.param(
            "[applications.application_id]", "[applications.item]", 7, "does not read", id="分案的列不读"
        ),
        pytest.param("'{unit} 迟了'", "'{who} 迟了'", 13, "names {who}", id="句中无此项"),
        pytest.param("level: red", "level: by row", 5, "if, and only if", id="按行定级而无级别"),
        pytest.param("kind: direct", "kind: link", 4, "path", id="关联而无路径"),
        pytest.param("custody: bureau", "custody: organ", 6, "no ⚑", id="没有读监督机关的表"),
        pytest.param("{}", "[pauses]", -1, "does not name columns by table", id="牵连不分表"),
        pytest.param(
            "{}", "{pauses: [applications.item]}", -1, "no other table the query reads", id="牵连不读的表"
        ),
    ],
)
def test_a_header_that_is_wrong_is_named_with_its_line(tmp_path, old, new, line, what):
    assert old in HEADER
    path = rule_file(tmp_path, header=HEADER.replace(old, new, 1))
    with pytest.raises(RuleError) as refused:
        read_rule(path)
    assert what in str(refused.value)
    line = line if line > 0 else len(HEADER.splitlines())
    assert str(refused.value).startswith(f"{path}:{line}: ")


def test_a_file_without_a_header_is_refused(tmp_path):
    with pytest.raises(RuleError, match="does not begin with a header"):
        read_rule(rule_file(tmp_path, header=""))
