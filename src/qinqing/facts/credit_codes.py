"""Unified social credit codes (GB 32100-2015) in SQL, so a million firms are checked in one scan.

The check digit is that of `stdnum.cn.uscc` (tests compare the two); unlike it, the first two
characters may be letters: village collectives carry codes beginning with N.
"""

from __future__ import annotations

from qinqing.facts.schema import Column, Table

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
LENGTH = len(WEIGHTS) + 1


def is_code_column(table: Table, column: Column) -> bool:
    """Columns in which an enterprise's code may stand."""
    is_key = table.name == "enterprises" and column.is_key
    return is_key or column.references == "enterprises" or column.name == "holder_id"


def looks_like_code(x: str) -> str:
    """SQL: eighteen letters and digits, whatever their case."""
    return f"regexp_full_match({x}, '[0-9A-Za-z]{{{LENGTH}}}')"


def has_right_check_digit(x: str) -> str:
    """SQL: every character is of the alphabet and the last one follows from the others."""
    terms = (f"(strpos('{ALPHABET}', {x}[{i}]) - 1) * {weight}" for i, weight in enumerate(WEIGHTS, start=1))
    base = len(ALPHABET)
    digit = f"'{ALPHABET}'[({base} - ({' + '.join(terms)}) % {base}) % {base} + 1]"
    return f"(regexp_full_match({x}, '[{ALPHABET}]{{{LENGTH}}}') AND {digit} = {x}[{LENGTH}])"


def is_lower_case(x: str) -> str:
    """SQL: a right code but for its case. CASE, so that the check digit is reckoned only where it must be."""
    right = has_right_check_digit(f"upper({x})")
    return f"(CASE WHEN length({x}) = {LENGTH} AND {x} <> upper({x}) THEN {right} ELSE false END)"


def corrected(x: str) -> str:
    return f"CASE WHEN {is_lower_case(x)} THEN upper({x}) ELSE {x} END"
