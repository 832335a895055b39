"""Codes people and firms are known by, checked where a person types or uploads them.

Each check answers None, or the sentence to show. Facts of a folder are not checked here: other systems are
allowed their past, and the demonstration's city exists in no list.
"""

from __future__ import annotations

import re
from datetime import date

from stdnum import numdb
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from qinqing.facts.credit_codes import ALPHABET, LENGTH, WEIGHTS
from qinqing.refusals import Say

PERSON_NUMBER = re.compile(r"\d{17}[\dXx]")
REGION = re.compile(r"\d{6}")
# The State Statistical Bureau's own codes for development zones: the prefecture's four digits and 7x, in no GB/T 2260 list.
ZONE = re.compile(r"\d{4}7\d")
# Districts founded after the library's list was drawn: Linping and Qiantang of Hangzhou, April 2021.
FOUNDED_SINCE = {"330113": "临平区", "330114": "钱塘区"}
INDUSTRY = re.compile(r"([A-T])|([A-T])?(\d{2,4})")
# Permanent residence permits of foreigners: province and nationality stand where a county would.
FOREIGNERS = "9"
# Residence permits of Hong Kong, Macao and Taiwan residents carry these in place of a county.
RESIDENCE_PERMITS = ("810000", "820000", "830000")

# GB/T 4754-2017: section → its first and last division.
SECTIONS = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}


def credit_code_problem(code: str) -> Say | None:
    """A unified social credit code (GB 32100-2015). Shorter and longer codes are older kinds and pass.

    The check is that of fact folders: codes may begin with a letter, as those of village collectives do.
    """
    if len(code) != LENGTH:
        return None
    wrong = sorted({character for character in code.upper() if character not in ALPHABET})
    if wrong:
        letters = "、".join(wrong)
        return Say(
            f"“{code}”里有代码不用的字符：{letters}", f"{code!r} holds characters no code uses: {letters}"
        )
    if code.upper()[-1] != _check_digit(code.upper()):
        return Say(
            f"“{code}”校验位不对，请核对是否抄错", f"{code!r} has a wrong check digit; was it miscopied?"
        )
    return None


def _check_digit(code: str) -> str:
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(code, WEIGHTS, strict=False))
    return ALPHABET[-total % len(ALPHABET)]


def is_person_number(text: str) -> bool:
    """Whether a person's id has the form of a resident's identity number."""
    return PERSON_NUMBER.fullmatch(text) is not None


def person_number_problem(number: str, today: date) -> Say | None:
    """A resident identity number (GB 11643-1999), 18 characters. The number itself is never repeated in the sentence.

    Not `ric.validate`: it asks that the county existed in the year of birth, but a number carries the county of
    the day it was issued, so it refuses people born before their county was founded.
    """
    if number[-1].upper() != ric.calc_check_digit(number):
        return Say(
            "身份证号码校验位不对，请核对是否抄错",
            "the identity number has a wrong check digit; was it miscopied?",
        )
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        return Say(
            "身份证号码里的出生日期不存在", "the identity number holds a day of birth that does not exist"
        )
    if born > today:
        return Say("身份证号码里的出生日期在今天以后", "the identity number holds a day of birth after today")
    if number[0] != FOREIGNERS and number[:6] not in RESIDENCE_PERMITS and not _counties(number[:6]):
        return Say(
            "身份证号码前六位不是已知的行政区划", "the identity number begins with a division nobody knows"
        )
    return None


def masked(person: str) -> str:
    """A person's id for a list: of an identity number only the ends are shown."""
    return f"{person[:4]}{'*' * 10}{person[-4:]}" if is_person_number(person) else person


def region_problem(code: str) -> Say | None:
    """A division of GB/T 2260: province, prefecture or county, six digits. Abolished ones pass: firms keep them.

    Development zones of a known prefecture pass too, under the codes statistics give them (4110 71).
    """
    if not REGION.fullmatch(code):
        return Say(
            f"“{code}”不是区划代码，应为六位数字，如 411002",
            f"{code!r} is no division code: six digits such as 411002",
        )
    zone = ZONE.fullmatch(code) and _counties(f"{code[:4]}00")
    if not zone and not _counties(code):
        return Say(
            f"区划代码“{code}”不在国家标准 GB/T 2260 的现行和历次区划里，请核对",
            f"division code {code!r} is in no edition of GB/T 2260; please check it",
        )
    return None


def _counties(code: str) -> str:
    """The names a division code has borne, with their years; '' for one that never was."""
    known: list[tuple[str, dict[str, str]]] = numdb.get("cn/loc").info(code)
    return known[-1][1].get("county", "") or FOUNDED_SINCE.get(code, "")


def industry_problem(code: str) -> Say | None:
    """A code of GB/T 4754-2017: section (C), division (37), group (374) or class (3741), with or without its letter."""
    form = INDUSTRY.fullmatch(code)
    if not form:
        return Say(
            f"“{code}”不是行业代码，应为门类字母或二至四位数字，如 C、37、374、3741",
            f"{code!r} is no industry code: a section letter, or two to four digits, such as C, 37, 374, 3741",
        )
    alone, letter, digits = form.groups()
    if alone:
        return None
    section = _section_of(int(digits[:2]))
    if section is None:
        return Say(f"国民经济行业分类（GB/T 4754-2017）没有“{code}”", f"GB/T 4754-2017 has no {code!r}")
    if letter and letter != section:
        return Say(
            f"“{code}”的大类属于门类 {section}，不属于 {letter}",
            f"the division of {code!r} belongs to section {section}, not {letter}",
        )
    return None


def _section_of(division: int) -> str | None:
    return next((letter for letter, (first, last) in SECTIONS.items() if first <= division <= last), None)
