"""Tables leave as CSV that office programs open as it is, and that runs nothing there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qinqing.web.csv import csv_response


def table(*rows) -> str:
    return b"".join(csv_response("t.csv", ("number", "says"), rows)).decode("utf-8-sig")


def test_a_download_names_itself_and_marks_its_encoding():
    answer = csv_response("law.csv", ("article",), [])
    assert answer["Content-Disposition"] == 'attachment; filename="law.csv"'
    assert b"".join(answer).startswith(b"\xef\xbb\xbf")


def test_cells_with_commas_quotes_and_lines_come_back_whole():
    assert table((1, '他说：“好”,"行"\n再说')) == 'number,says\r\n1,"他说：“好”,""行""\n再说"\r\n'


@pytest.mark.parametrize(
    "cell", ["=1+1", "+8", "-8", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋8", "－8", "＠x"]
)
def test_words_from_outside_never_become_a_formula(cell):
    assert table((1, cell)).splitlines()[1].lstrip('1,"').startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert table((-5, None), (Decimal("-1.50"), 0)).splitlines()[1:] == ["-5,", "-1.50,0"]
