"""The text of an article, if an operator loaded it; else why there is none to show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from qinqing.cli.law_values import home
from qinqing.refusals import Say

NOT_LOADED = Say("未载入。载入：qinqing law import 文件", "not loaded; load it: qinqing law import FILE")
NOT_ASKED = Say(
    "数据库没有应答，无法得知是否已载入。请核对 DATABASE_URL 和数据库服务。",
    "the database does not answer, so whether it was loaded cannot be told: check DATABASE_URL and the server",
)


@dataclass(frozen=True)
class Text:
    """`content` is None where there is none to show; `why` says so in words."""

    content: str | None
    why: Say = NOT_LOADED

    def lines(self) -> Iterator[str]:
        return iter((self.content or "").splitlines())


def loaded_text(measure: str, address: str) -> Text:
    """No database is made only to find it empty, and none that is down keeps the rest from being told."""
    if not os.environ.get("DATABASE_URL") and not (home() / "bureau" / "db.sqlite3").is_file():
        return Text(None)
    from qinqing.config.django import bring_up

    bring_up()
    from qinqing.config.new_database import answers, is_there

    if not is_there():
        return Text(None)
    if not answers():
        return Text(None, NOT_ASKED)
    from qinqing.measures.loaded import article_text

    return Text(article_text(measure, address))
