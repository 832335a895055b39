"""An engine that breaks off, said with the rule it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from qinqing.refusals import Failed, Say
from qinqing.rules.rule import Rule


@contextmanager
def named_if_broken(rule: Rule) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        first = str(error).partition("\n")[0]
        says = Say(f"规则 {rule.id} 运行中断：{first}", f"rule {rule.id} broke off: {first}")
        raise Failed("engine.broke", says) from error
