"""A rule's SQL reads facts and nothing else, and no number of the law stands in it."""

from __future__ import annotations

import pytest

from qinqing.rules.errors import RuleError
from qinqing.rules.rule import read_rule
from qinqing.rules.tests.test_headers import HEADER, QUERY, rule_file

FIRST = len(HEADER.splitlines()) + 1


@pytest.mark.parametrize(
    ("query", "line", "what"),
    [
        pytest.param("DROP TABLE applications", 0, "exactly one SELECT", id="删除表"),
        pytest.param(
            "INSERT INTO applications SELECT * FROM applications", 0, "exactly one SELECT", id="写入"
        ),
        pytest.param("PRAGMA database_list", 0, "exactly one SELECT", id="编译指示"),
        pytest.param("ATTACH 'other.db'", 0, "exactly one SELECT", id="挂接数据库"),
        pytest.param("SET threads = 1", 0, "exactly one SELECT", id="改设置"),
        pytest.param("COPY applications TO 'out.csv'", 0, "exactly one SELECT", id="导出"),
        pytest.param(f"{QUERY}; SELECT 1", 0, "exactly one SELECT", id="两条语句"),
        pytest.param("", 0, "exactly one SELECT", id="没有语句"),
        pytest.param("SELECT FROM WHERE", 0, "", id="不是 SQL"),
        pytest.param("SELECT a\nFROM 'secret.parquet'", 1, "no fact table secret.parquet", id="按文件名读取"),
        pytest.param("SELECT a\nFROM read_csv('x.csv')", 1, "READ_CSV", id="表函数读文件"),
        pytest.param("SELECT a\nFROM glob('*')", 1, "fact tables and the calendar", id="表函数列目录"),
        pytest.param("SELECT a\nFROM information_schema.tables", 1, "information_schema", id="系统表"),
        pytest.param("SELECT getenv('HOME')\nFROM applications", 0, "getenv is not allowed", id="读环境变量"),
        pytest.param("SELECT random()\nFROM applications", 0, "not allowed", id="随机数"),
        pytest.param("SELECT item, current_date FROM applications", 0, "not allowed", id="今天"),
        pytest.param("SELECT\n  *\nFROM applications", 1, "never *", id="星号"),
        pytest.param("SELECT trips > 0,\n  trips > 20\nFROM applications", 1, "the number 20", id="裸数字"),
        pytest.param("SELECT trips * 0.5\nFROM applications", 0, "the number 0.5", id="裸小数"),
        pytest.param("SELECT received_on > DATE '2024-01-01'\nFROM applications", 0, "a date", id="裸日期"),
        pytest.param(
            "SELECT CAST('30' AS INT)\nFROM applications", 0, "a number or a date", id="引号里的数字"
        ),
        pytest.param(
            "SELECT received_on + INTERVAL 1 DAY\nFROM applications", 0, "an interval", id="时间间隔"
        ),
        pytest.param("SELECT [item][1]\nFROM applications", 0, "write nth()", id="列表下标"),
        pytest.param("SELECT item\nFROM aplications", 1, "no fact table aplications", id="没有这张表"),
        pytest.param("SELECT item,\n  itm\nFROM applications", 1, "itm", id="没有这一列"),
        pytest.param(
            "SELECT dated('no_such', received_on)\nFROM applications",
            0,
            "no value no_such",
            id="没有这个数值",
        ),
        pytest.param(
            "SELECT dated('policy_interpretation_mode', received_on)\nFROM applications",
            0,
            "can count with",
            id="不是数的数值",
        ),
        pytest.param(
            "SELECT ref('applications', 'a')\nFROM applications AS a",
            0,
            "names no fact table",
            id="引用写错",
        ),
    ],
)
def test_a_query_that_reaches_further_is_refused_with_its_line(tmp_path, query, line, what):
    path = rule_file(tmp_path, query=query + "\n")
    with pytest.raises(RuleError) as refused:
        read_rule(path)
    assert what in str(refused.value)
    assert refused.value.line == FIRST + line


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        pytest.param("NULL AS missing, ", "", "no column missing", id="缺一列"),
        pytest.param("'flagged' AS verdict", "trips AS verdict", "verdict is BIGINT", id="类型不对"),
        pytest.param("[ref('applications', a)]", "ref('applications', a)", "evidence is", id="依据不是列表"),
        pytest.param("'late' AS says", "'late' AS says, item", "item serves no sentence", id="多一列"),
    ],
)
def test_what_a_query_yields_is_held_to_the_contract(tmp_path, old, new, what):
    assert old in QUERY
    with pytest.raises(RuleError, match=what):
        read_rule(rule_file(tmp_path, query=QUERY.replace(old, new)))


def test_counting_rows_and_plain_structure_is_allowed(tmp_path):
    query = QUERY.replace("FROM applications AS a", "FROM applications AS a, calendar AS c").replace(
        "WHERE", "WHERE c.day = a.received_on AND (SELECT count(*) FROM applications) > 1 AND"
    )
    assert "calendar" not in read_rule(rule_file(tmp_path, query=query)).compiled.reads
