"""Which rules a folder cannot feed: a table or column they need is absent, or belongs to another custody."""

from __future__ import annotations

from qinqing.facts.schema import TABLES
from qinqing.refusals import Say
from qinqing.rules.rule import Rule


def why_skipped(
    rule: Rule,
    tables: set[str],
    missing_columns: dict[str, set[str]],
    custody: str,
    supplied: frozenset[str] = frozenset(),
) -> Say | None:
    """None if the rule can run; else what it lacks, by name. A rule that is skipped is never passed."""
    reads = rule.compiled.reads
    if rule.compiled.supplied - supplied:
        return Say(
            "需要对疑点的处置结果：只在平台上运行",
            "needs dispositions of findings: runs on the platform only",
        )
    if rule.custody == "organ" and custody != "organ":
        named = "、".join(table for table in reads if TABLES[table].organ)
        return Say(
            f"只在纪检监察机构运行：需要由其保存的表 {named}",
            f"runs in the discipline organ's custody only: it needs the organ's tables {named.replace('、', ', ')}",
        )
    absent = [table for table in reads if table not in tables]
    if absent:
        return Say(f"缺少表 {'、'.join(absent)}", f"absent: table {', '.join(absent)}")
    lacking = [
        f"{table}.{column}"
        for table, needed in rule.needs.items()
        for column in sorted(needed & missing_columns[table])
    ]
    if lacking:
        return Say(f"缺少列 {'、'.join(lacking)}", f"absent: column {', '.join(lacking)}")
    return None
