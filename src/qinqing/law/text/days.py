"""Days, document numbers and the words of effect, as official texts print them."""

from __future__ import annotations

import re
from datetime import date

from qinqing.law.numerals import NUMERAL as N
from qinqing.law.numerals import read_numeral

ISSUER = "[\u4e00-\u9fff]"
NUMBERED = r"[〔\[［(（【]\s*\d{4}\s*[〕\]］)）】]\s*第?\s*\d{1,4}\s*号"
DECREE = rf"令\s*(?:第\s*)?(?:\d{{1,4}}|{N})\s*号"
DOCUMENT_NO = re.compile(rf"{ISSUER}{{1,12}}{NUMBERED}|{ISSUER}{{2,20}}{DECREE}")
# In running words nothing parts an issuer from what precedes it: 《…的通知》（许政〔2020〕8号）, 国务院令第713号.
CITED_NO = re.compile(rf"{ISSUER}{{1,10}}{NUMBERED}|{ISSUER}{{2,12}}{DECREE}")
YEAR = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
DATE = re.compile(
    rf"[（(]?(?:({YEAR})\s*年\s*({N})\s*月\s*({N})\s*日|(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}}))(?!\d)[）)]?"
)
EFFECT = re.compile(
    r"[自从][^。；，：]{2,20}?起?(?:施行|实施|执行|生效|实行|试行)(?!之日|前|后|以来|期间|日期|细则|办法)"
)


def days_in(words: str) -> list[date]:
    """Days written 2022年3月1日, 二〇二二年三月一日 or 2022-03-01; an impossible one is no day."""
    found = []
    for parts in DATE.findall(words):
        year, month, day = (read_numeral(part) or 0 for part in (parts[:3] if parts[0] else parts[3:]))
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def effect(texts: list[str]) -> tuple[date | None, str | None]:
    """(day, words) of the last text that says when it takes effect: 自2022年3月1日起施行, 自发布之日起施行."""
    for text in reversed(texts):
        if found := EFFECT.search(text):
            return next(iter(days_in(found[0])), None), found[0]
    return None, None


def cites(texts: list[str]) -> tuple[str, ...]:
    """Document numbers the texts name, in order, each once."""
    found = (re.sub(r"\s", "", number[0]) for text in texts for number in CITED_NO.finditer(text))
    return tuple(dict.fromkeys(found))
