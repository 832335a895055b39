"""The organ's register of ties, filled from a spreadsheet: row by row, and nothing of it anywhere else."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from qinqing.accounts.roles import Role
from qinqing.facts.folder import open_folder
from qinqing.organ.facts import register_folder
from qinqing.organ.models import Kinship, Position
from qinqing.organ.services.ties import import_ties
from qinqing.record.models import Entry, Opening
from qinqing.record.openings import opened
from qinqing.refusals import Refused
from tests.support.people import Office, make_actor, signed_in

KIN = ("工号", "亲属身份证号或编号", "关系")
POSTS = ("本人工号、身份证号或编号", "统一社会信用代码", "职务", "取酬", "批准日期", "任职日期", "离任日期")
# Invented, with a right check digit: born 1985-03-07, registered in Weidu district.
NUMBER = "411002198503070016"
WRONG = "411002198503070017"


def sheet(head: tuple[str, ...], *rows: tuple[Any, ...]) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    for line in (head, *rows):
        book.worksheets[0].append(line)
    book.save(file)
    file.seek(0)
    return file


@pytest.fixture
def handler(settings: Any, office: Office) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(Role.ORGAN_HANDLER)


def test_relatives_are_registered_and_a_second_time_nothing_changes(office: Office) -> None:
    actor = make_actor(Role.ORGAN_HANDLER)
    rows = (("O2", NUMBER, "配偶"), ("O1", "P-9", "兄弟姐妹"))
    assert import_ties(actor, "kinships", sheet(KIN, *rows)).rows == ((2, "new"), (3, "new"))
    assert import_ties(actor, "kinships", sheet(KIN, *rows)).rows == ((2, "same"), (3, "same"))
    again = import_ties(actor, "kinships", sheet(KIN, ("O2", NUMBER, "其他")))
    assert again.rows == ((2, "changed"),)
    assert Kinship.objects.get(official=office.clerk).relation == "other"


def test_posts_are_registered_with_pay_approval_and_dates(office: Office) -> None:
    row = (NUMBER, office.firm.key, "董事", "是", None, date(2024, 5, 1), date(2025, 5, 1))
    import_ties(make_actor(Role.ORGAN_HANDLER), "positions", sheet(POSTS, row))
    post = Position.objects.get()
    assert (post.role, post.paid, post.approved_on, post.until) == ("director", True, None, date(2025, 5, 1))


BAD_POST = ("董事", "是", None, date(2024, 5, 1), date(2024, 4, 1))
REFUSED = [
    ("kinships", (KIN, ("O9", "P-1", "配偶")), "第2行 工号", "名册里没有"),
    ("kinships", (KIN, ("O2", WRONG, "配偶")), "第2行 亲属身份证号或编号", "校验位"),
    ("kinships", (KIN, ("O2", "P-1", "舅舅")), "第2行 关系", "应为"),
    ("kinships", (KIN, ("O2", "P-1", "配偶"), ("O2", "P-1", "子女")), "第3行 亲属身份证号或编号", "重复"),
    ("positions", (POSTS, ("P-1", "91没有", *BAD_POST[:4], None)), "第2行 统一社会信用代码", "名册里没有"),
    ("positions", (POSTS, ("P-1", "91419900MA00000001", *BAD_POST)), "第2行 离任日期", "早于"),
    ("positions", (POSTS, ("P-1", "91419900MA00000001", "董事", None, None, date(2024, 5, 1), None)), "第2行 取酬", "不能为空"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lines", "where", "says"), REFUSED, ids=[case[3] + case[2] for case in REFUSED]
)
def test_a_wrong_row_is_named_and_nothing_is_imported(
    office: Office, kind: str, lines: Any, where: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        import_ties(make_actor(Role.ORGAN_HANDLER), kind, sheet(*lines))
    assert [(str(problem.where), says in problem.says.zh) for problem in refused.value.problems] == [
        (where, True)
    ]
    assert not Kinship.objects.exists() and not Position.objects.exists()


def test_every_wrong_row_is_listed_at_once(office: Office) -> None:
    rows = [("O9", "P-1", "配偶"), ("O2", WRONG, "配偶"), ("O8", "P-2", "子女")]
    with pytest.raises(Refused) as refused:
        import_ties(make_actor(Role.ORGAN_HANDLER), "kinships", sheet(KIN, *rows))
    assert {str(problem.where)[:3] for problem in refused.value.problems} == {"第2行", "第3行", "第4行"}


def test_relatives_of_the_head_are_registered_above_and_seen_there_only(
    handler: Client, office: Office
) -> None:
    with pytest.raises(Refused):
        import_ties(make_actor(Role.ORGAN_HANDLER), "kinships", sheet(KIN, ("O0", "P-HEAD", "配偶")))
    above = make_actor(Role.SUPERIOR_ORGAN)
    import_ties(above, "kinships", sheet(KIN, ("O0", "P-HEAD", "配偶")))
    import_ties(
        above,
        "positions",
        sheet(POSTS, ("P-HEAD", office.firm.key, "监事", "否", None, date(2024, 1, 1), None)),
    )
    for kind in ("kinships", "positions"):
        assert "P-HEAD" not in handler.get(f"/jj/ties/?kind={kind}").text
        assert "P-HEAD" in signed_in(Role.SUPERIOR_ORGAN).get(f"/jj/ties/?kind={kind}").text


def test_nothing_but_counts_reaches_entries_and_logs(
    handler: Client, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = upload(handler, sheet(KIN, ("O2", NUMBER, "配偶")))
    assert answer.status_code == 200
    entry = Entry.objects.get(type="organ.import_ties")
    kept = bytes(entry.body) + opened(Opening.objects.get(entry=entry))[1]
    for secret in (NUMBER, "O2", "spouse", "丙经办"):
        assert secret.encode() not in kept
        assert secret not in caplog.text
    assert NUMBER not in answer.text


def upload(client: Client, file: io.BytesIO, kind: str = "kinships") -> Any:
    given = SimpleUploadedFile("亲属.xlsx", file.getvalue())
    return client.post("/jj/ties/import/", {"kind": kind, "file": given})


def test_the_page_reports_row_by_row_and_refuses_what_is_no_spreadsheet(
    handler: Client, office: Office
) -> None:
    done = upload(handler, sheet(KIN, ("O2", "P-1", "配偶"), ("O1", "P-2", "子女")))
    assert done.text.count("新增") == 2
    wrong = upload(handler, sheet(KIN, ("O7", "P-1", "配偶")))
    assert (wrong.status_code, "第2行 工号" in wrong.text) == (422, True)
    assert upload(handler, io.BytesIO(b"name,relation\n")).status_code == 422
    assert Kinship.objects.count() == 2


def test_the_list_is_searched_by_official_number_and_masks_identity_numbers(
    handler: Client, office: Office
) -> None:
    actor = make_actor(Role.ORGAN_HANDLER)
    import_ties(actor, "kinships", sheet(KIN, ("O2", NUMBER, "配偶"), ("O1", "P-2", "子女")))
    row = (NUMBER, office.firm.key, "经理", "是", None, date(2024, 1, 1), None)
    import_ties(actor, "positions", sheet(POSTS, row, ("P-2", office.firm.key, *row[2:])))
    page = handler.get("/jj/ties/?q=O2").text
    assert "丙经办" in page and "4110**********0016" in page
    assert NUMBER not in page and "乙科长" not in page
    posts = handler.get("/jj/ties/?kind=positions&q=O2").text
    assert "丙经办（O2）· 配偶" in posts and "P-2" not in posts
    assert "没有登记" in handler.get("/jj/ties/?q=O7").text


def test_the_register_becomes_fact_tables_for_the_next_sweep(
    office: Office, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.FACTS_FOLDER = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        import_ties(make_actor(Role.ORGAN_HANDLER), "kinships", sheet(KIN, ("O2", NUMBER, "配偶")))
    with django_capture_on_commit_callbacks(execute=True):
        row = ("P-1", office.firm.key, "顾问", "否", None, date(2024, 1, 1), None)
        import_ties(make_actor(Role.ORGAN_HANDLER), "positions", sheet(POSTS, row))
    tables = {path.stem for path in (register_folder() / "organ").glob("*.parquet")}
    assert tables == {"kinships", "positions"}
    with pytest.raises(
        Refused
    ):  # alone it lacks the bureau's parties; beside the bureau's version it is a part
        open_folder(register_folder(), custody="organ")
