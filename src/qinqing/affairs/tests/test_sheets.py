"""Lists to take away say what the pages say; applications on paper are entered all or none, and the firm confirms."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Application, Draft
from qinqing.affairs.offered import item_of
from qinqing.affairs.services import entering
from qinqing.affairs.sheets.paper import CHANNEL, FIRM, ON, asked_papers, columns_of, template
from qinqing.affairs.tests.scene import ITEM, Scene, answers
from qinqing.batches import services, store, working
from qinqing.batches.models import Batch, State
from qinqing.refusals import Refused
from qinqing.sheets.tests.hostile import SHEETS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.BATCHES, settings.ATTACHMENTS = tmp_path / "sheets", tmp_path / "files"


def taken(actor: Actor, what: str) -> list[tuple[Any, ...]]:
    batch = services.ask_sheet(actor, what, {})
    working.work_off_all()
    return [*load_workbook(store.path_of(batch.pk)).worksheets[0].iter_rows(values_only=True)]


def row(scene: Scene, number: int = 2, **given: str) -> dict[str, Any]:
    """A row of the paper sheet that could be filed."""
    item = item_of(ITEM)
    said = {
        f"fields/{key}": value
        for key, value in answers(ITEM).items()
        if item.field[key].source.kind != "register"
    }
    papers = {f"papers/{paper.key}": f"编号-{number}" for paper in asked_papers(item)}
    base = {FIRM: scene.office.firm.key, ON: "2026-10-19", CHANNEL: "counter", "row": number}
    return {**base, **said, **papers, "fields/project_name": f"工程{number}", **given}


def filled_in(rows: list[dict[str, Any]]) -> bytes:
    """The item's own empty sheet, filled in."""
    book = load_workbook(io.BytesIO(template(item_of(ITEM))))
    columns = columns_of(item_of(ITEM))
    back = [{v: k for k, v in (c.choices or {}).items()} for c in columns]
    for one in rows:
        cells = [(one.get(c.name), words) for c, words in zip(columns, back, strict=True)]
        book.worksheets[0].append([words.get(value, value) for value, words in cells])
    book.save(out := io.BytesIO())
    return out.getvalue()


def hand_in(scene: Scene, data: bytes) -> Any:
    browser = Client()
    browser.force_login(scene.clerk.user)
    file = SimpleUploadedFile("登记.xlsx", data)
    return browser, browser.post("/gw/affairs/sheets/", {"item": ITEM, "file": file})


def test_a_worklist_taken_away_has_chinese_headings_and_real_days(scene: Scene) -> None:
    application = scene.filed()
    head, line = taken(scene.clerk, "affairs.worklist")
    told = dict(zip(head, line, strict=True))
    assert told["编号"] == application.number and told["承办人"] == scene.office.clerk.name
    assert told["收件日期"].date() == application.received_on and told["状态"] == "已收件，待受理"


def test_asked_for_on_the_worklist_it_holds_what_that_page_shows(scene: Scene) -> None:
    mine, other = scene.filed(), scene.filed("cad-offsite-approval")
    browser = Client()
    browser.force_login(scene.clerk.user)
    browser.post(f"/gw/affairs/sheets/ask/?tab=mine&item={mine.item}&q={scene.office.firm.key}")
    working.work_off_all()
    (batch,) = Batch.objects.all()
    _, *lines = load_workbook(store.path_of(batch.pk)).worksheets[0].iter_rows(values_only=True)
    assert [line[0] for line in lines] == [mine.number] and other.number


def test_a_firms_own_list_holds_its_own_and_not_who_handles_it(scene: Scene) -> None:
    scene.filed()
    head, line = taken(scene.firm, "affairs.own")
    assert scene.office.firm.name in line and "承办人" not in head and scene.office.clerk.name not in line


def test_an_outsider_takes_nothing_of_another_unit(scene: Scene) -> None:
    scene.filed()
    assert len(taken(scene.outsider, "affairs.unit")) == 1


def test_what_came_on_paper_is_entered_and_waits_for_the_firm(scene: Scene) -> None:
    browser, answer = hand_in(scene, filled_in([row(scene, 2), row(scene, 3, **{CHANNEL: "phone"})]))
    assert answer.status_code == 302
    working.work_off_all()
    one, two = Application.objects.order_by("number")
    assert (one.channel, two.channel) == ("counter", "phone") and one.confirmed_at is None
    assert str(one.received_on) == "2026-10-19" and one.enterprise == scene.office.firm
    assert one.number in browser.get(answer["Location"]).text


def test_one_wrong_row_and_nothing_is_entered_and_all_is_named(scene: Scene) -> None:
    wrong = row(scene, 3, **{FIRM: "没有这家", ON: "2027-01-01"})
    _, _answer = hand_in(
        scene, filled_in([row(scene, 2), wrong, {**row(scene, 4), "fields/project_name": ""}])
    )
    working.work_off_all()
    batch = Batch.objects.get()
    places = [line[0] for line in batch.report]
    assert batch.state == State.REFUSED and not Application.objects.exists() and not Draft.objects.exists()
    assert {"第3行 统一社会信用代码", "第3行 收件日期"} <= {*places} and any(
        p.startswith("第4行 ") for p in places
    )


@pytest.mark.parametrize("more", [{}, {ON: "2027-01-01"}], ids=["登记了", "有问题"])
def test_a_report_names_its_rows_in_the_readers_language(scene: Scene, more: dict[str, str]) -> None:
    browser, answer = hand_in(scene, filled_in([row(scene, 2, **more)]))
    working.work_off_all()
    for language, place, other in (("zh-hans", "第2行", "Row 2"), ("en", "Row 2", "第2行")):
        report = browser.get(answer["Location"], {"lang": language}, follow=True).text
        assert place in report and other not in report


def test_a_row_that_fails_in_the_middle_takes_all_with_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = entering.enter_asked
    calls = iter((enter, lambda *_: 1 / 0))
    monkeypatch.setattr(entering, "enter_asked", lambda *given: next(calls)(*given))
    with pytest.raises(ZeroDivisionError):
        entering.enter_rows(scene.clerk, uuid4(), ITEM, [row(scene, 2), row(scene, 3)], lambda done: None)
    assert not Application.objects.exists() and not Draft.objects.exists()


def test_begun_again_after_a_kill_it_finds_what_it_entered(scene: Scene) -> None:
    batch, rows = uuid4(), [row(scene, 2), row(scene, 3)]
    twice = [entering.enter_rows(scene.clerk, batch, ITEM, rows, lambda done: None) for _ in range(2)]
    assert [one.pk for one in twice[0]] == [one.pk for one in twice[1]]
    assert Application.objects.count() == 2 and not Draft.objects.exists()


def test_a_sheet_with_a_firm_of_ones_own_is_refused_whole(scene: Scene, guard: dict[Any, str]) -> None:
    guard[scene.office.clerk.key, scene.office.firm.key] = "recuse"
    with pytest.raises(Refused, match=r"decision\.recuse"):
        entering.enter_rows(scene.clerk, uuid4(), ITEM, [row(scene)], lambda done: None)
    assert not Application.objects.exists() and not Draft.objects.exists()


def test_two_rows_alike_are_one_too_many(scene: Scene) -> None:
    rows = [row(scene, 2), {**row(scene, 2), "row": 3}]
    with pytest.raises(Refused) as refused:
        entering.enter_rows(scene.clerk, uuid4(), ITEM, rows, lambda done: None)
    assert "与第2行完全相同" in str(refused.value)


def test_only_the_counter_enters(scene: Scene) -> None:
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        entering.enter_rows(scene.firm, uuid4(), ITEM, [row(scene)], lambda done: None)


@pytest.mark.parametrize("name", ["公式", "合并单元格", "表头不对", "解压炸弹", "断在中间"])
def test_a_hostile_sheet_is_refused_on_the_page_in_words(scene: Scene, name: str) -> None:
    _, answer = hand_in(scene, SHEETS[name]())
    assert answer.status_code == 422 and "error-summary" in answer.text and not Batch.objects.exists()
