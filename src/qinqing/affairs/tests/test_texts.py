"""Which text of an item holds: what is in hand or decided goes by the one it was filed under, whatever becomes of the file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qinqing.affairs import facts, texts
from qinqing.affairs.catalogue.loading import SHIPPED
from qinqing.affairs.catalogue.tests.items import OWN, write
from qinqing.affairs.models import Application, ItemText, ItemUnit
from qinqing.affairs.secrecy import Look
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.services import accepting, deciding, demanding, drafts, filing, offering
from qinqing.affairs.services.at_once import decide_at_once
from qinqing.affairs.sheets.lists import HEADINGS, cells
from qinqing.affairs.tests.browsing import browser, page
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers, papers
from qinqing.refusals import Refused
from tests.support.people import with_token

pytestmark = pytest.mark.django_db
TITLE = "拆除人民防空工程审批"
LEFT_OUT = f"item: {ITEM}\nnot_offered: {{zh: 本局不办, en: not here}}\n"
RENEWED = "cad-peacetime-registration"
HALF = "item: mine\ntitle: {zh: 甲\n"
WHY = ("符合条件。", "实施办法第十六条")


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    """What a process remembers is of its own database: here each test has another."""
    texts._kept.clear()
    texts._read.cache_clear()


@pytest.fixture
def items(own_installation: Path) -> Path:
    return own_installation / "items"


def shipped(**changed: str) -> str:
    text = (SHIPPED / f"{ITEM}.yaml").read_text(encoding="utf-8")
    for old, new in changed.values():
        assert old in text
        text = text.replace(old, new)
    return text


def staff_pages(application: Application) -> list[str]:
    return [
        f"/gw/affairs/{application.number}/",
        "/gw/affairs/?tab=unit",
        "/gw/affairs/enter/",
        "/gw/affairs/precheck/",
    ]


def own_pages(*applications: Application) -> list[str]:
    return ["/qy/", "/qy/problems/new/", *(f"/qy/applications/{one.number}/" for one in applications)]


def readable(scene: Scene, running: Application, decided: Application) -> None:
    for who in (scene.clerk, scene.chief):
        for path in [*staff_pages(running)[:2], f"/gw/affairs/{decided.number}/"]:
            assert TITLE in page(who, path), path
    for path in own_pages(running, decided):
        assert TITLE in page(scene.firm, path), path
    assert browser(scene.watcher).get(f"/gw/affairs/{decided.number}/").status_code == 200
    api = with_token(scene.firm.user, scene.office.firm)
    assert api.get("/api/v1/applications").json()["applications"][0]["title"]["zh"] == TITLE
    assert api.get(f"/api/v1/applications/{decided.number}").json()["decision"]


# ── an item that is dropped while cases run ──


def test_what_is_in_hand_and_decided_is_read_by_everybody_once_its_item_is_dropped(
    scene: Scene, items: Path
) -> None:
    running, decided = scene.accepted(), scene.decided()
    write(items, LEFT_OUT, "left-out")
    assert Client().get(f"/items/{ITEM}/").status_code == 404
    readable(scene, running, decided)


def test_a_list_for_programs_asks_once_for_the_title_of_what_is_offered_no_more(
    scene: Scene, items: Path
) -> None:
    one, two = scene.filed(), scene.filed()
    write(items, LEFT_OUT, "left-out")
    api = with_token(scene.firm.user, scene.office.firm)
    with CaptureQueriesContext(connection) as asked:
        told = api.get("/api/v1/applications").json()["applications"]
    assert {each["number"] for each in told} == {one.number, two.number}
    assert sum("affairs_itemtext" in query["sql"] for query in asked) <= 2  # its newest digest, its text


def test_it_is_brought_to_its_end(scene: Scene, items: Path) -> None:
    application = scene.accepted()
    write(items, LEFT_OUT, "left-out")
    assert (
        deciding.decide(scene.chief, application, application.version, "granted", *WHY).outcome == "granted"
    )


def test_nobody_applies_for_it_any_more(scene: Scene, items: Path) -> None:
    draft = scene.draft()
    write(items, LEFT_OUT, "left-out")
    for act in (lambda: filing.file_application(scene.firm, draft.key), lambda: scene.draft()):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "affairs.no_item"
    assert TITLE not in browser(scene.clerk).get("/gw/affairs/enter/").text


def test_a_program_that_sends_again_finds_what_it_filed(scene: Scene, items: Path) -> None:
    given = (scene.office.firm, ITEM, "k-1", answers(ITEM), papers(scene.firm, ITEM))
    first = filing.file_in_one(scene.firm, *given)
    write(items, LEFT_OUT, "left-out")
    assert filing.file_in_one(scene.firm, *given) == first
    with pytest.raises(Refused) as refused:
        filing.file_in_one(scene.firm, given[0], ITEM, "k-2", *given[3:])
    assert refused.value.code == "affairs.no_item"


def test_drafts_and_looks_before_filing_of_it_keep_no_page_from_opening(scene: Scene, items: Path) -> None:
    scene.filed()
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    works = scene.office.departments["works"]
    demanding.record_precheck(scene.clerk, "precheck", ITEM, scene.office.firm, works, "看过")
    write(items, LEFT_OUT, "left-out")
    for path in ("/gw/affairs/enter/", "/gw/affairs/precheck/", f"/gw/affairs/enter/{draft.key}/discard/"):
        assert TITLE in page(scene.clerk, path), path


def test_lists_and_facts_name_it_as_before(scene: Scene, items: Path) -> None:
    scene.filed()
    before = [*facts.applications()]
    write(items, LEFT_OUT, "left-out")
    rows = [*cells(Application.objects.select_related("enterprise", "department", "handler"), HEADINGS)]
    assert [row[1] for row in rows] == [TITLE] and [*facts.applications()] == before


def test_an_own_item_whose_file_is_gone_is_read_as_before(scene: Scene, items: Path) -> None:
    application = own_filed(scene, items)
    (items / "street-trading.yaml").unlink()
    assert "临时占道经营备案" in page(scene.clerk, f"/gw/affairs/{application.number}/")
    assert accepting.accept(scene.clerk, application, application.version).state == "running"


def own_filed(scene: Scene, items: Path) -> Application:
    write(items)
    works = scene.office.departments["works"]
    ItemUnit.objects.create(
        item="street-trading", department=works, receiver=scene.office.clerk, since="2026-01-01"
    )
    draft = drafts.open_draft(scene.clerk, scene.office.firm, "street-trading")
    given = {key: {"how": "counter", "no": "1 份"} for key in ("sketch",)}
    drafts.save_draft(scene.clerk, draft, answers("street-trading"), given)
    return filing.enter_for_enterprise(scene.clerk, draft.key, "counter")


# ── an item that is changed while cases run ──


def test_who_decides_is_whom_the_text_named_it_was_filed_under(scene: Scene, items: Path) -> None:
    application = scene.accepted()
    write(items, shipped(decider=("decider: other", "decider: handler")), ITEM)
    with pytest.raises(Refused) as refused:
        deciding.decide(scene.clerk, application, application.version, "granted", *WHY)
    assert refused.value.code == "decision.own_case"
    later = own_text_filed(scene)
    assert deciding.decide(scene.clerk, later, later.version, "granted", *WHY).outcome == "granted"


def own_text_filed(scene: Scene) -> Application:
    """At the counter: a guide that waits for its check is not online. Confirmed and accepted."""
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    application = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    application = filing.confirm_entered(scene.firm, application, application.version)
    return accepting.accept(scene.clerk, application, application.version)


def test_a_machine_decides_by_the_text_it_was_filed_under(
    scene: Scene, items: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.registered()
    with monkeypatch.context() as patch:
        patch.setattr(filing, "decide_at_once", lambda application: application)
        renewal = scene.renewal()
    text = (SHIPPED / f"{RENEWED}.yaml").read_text(encoding="utf-8")
    write(items, text.replace("equals: renewal", "equals: change"), RENEWED)
    assert texts.items_now()[RENEWED].own
    assert decide_at_once(renewal).by_machine


def test_its_page_shows_the_text_it_was_filed_under(scene: Scene, items: Path) -> None:
    application = scene.filed()
    write(items, shipped(title=(TITLE, "拆除审批（新）")), ITEM)
    assert TITLE in page(scene.firm, f"/qy/applications/{application.number}/")
    assert case_of(application).item.title.zh == TITLE


def test_what_was_filed_before_texts_were_kept_goes_by_todays(scene: Scene, items: Path) -> None:
    application = scene.filed()
    ItemText.objects.all().delete()
    write(items, shipped(title=(TITLE, "拆除审批（新）")), ITEM)
    assert case_of(application).item.title.zh == "拆除审批（新）"


def test_what_was_left_out_before_texts_were_kept_is_read_as_shipped(scene: Scene, items: Path) -> None:
    application = scene.filed()
    ItemText.objects.all().delete()
    write(items, LEFT_OUT, "left-out")
    assert TITLE in page(scene.firm, f"/qy/applications/{application.number}/") and TITLE in page(
        scene.firm, "/qy/"
    )


def test_a_text_is_kept_once_however_often_it_is_filed_under(scene: Scene) -> None:
    scene.filed(), scene.filed()
    kept = ItemText.objects.get()
    assert kept.digest == Application.objects.first().item_digest and kept.item == ITEM


def test_a_kept_text_that_was_changed_is_not_gone_by(scene: Scene, items: Path) -> None:
    application = scene.accepted()
    ItemText.objects.update(text=shipped(decider=("decider: other", "decider: handler")))
    write(items, shipped(title=(TITLE, "拆除审批（新）")), ITEM)
    assert (
        case_of(application).item.title.zh == "拆除审批（新）"
        and case_of(application).item.decider == "other"
    )


def test_a_filing_that_fails_keeps_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = scene.draft()
    monkeypatch.setattr(filing, "_papers", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filing.file_application(scene.firm, draft.key)
    assert not ItemText.objects.exists() and not texts._kept


def test_texts_that_still_lie_there_are_kept_when_the_table_comes(scene: Scene, items: Path) -> None:
    import importlib

    application = scene.filed()
    ItemText.objects.all().delete()
    write(items, LEFT_OUT, "left-out")
    migration = importlib.import_module("qinqing.affairs.migrations.0008_texts_of_items_are_kept")
    migration.keep_what_is_in_use(apps, connection.schema_editor)
    assert texts.text_of(application.item_digest).title.zh == TITLE


# ── a file with a mistake ──


def test_a_half_saved_file_stops_nobody(scene: Scene, items: Path) -> None:
    running, decided = scene.accepted(), scene.decided()
    write(items, HALF, "mine")
    for path in ("/items/", f"/items/{ITEM}/", "/items.json", "/api/v1/items"):
        assert TITLE in Client().get(path).content.decode(), path
    readable(scene, running, decided)
    assert page(scene.firm, f"/qy/apply/{ITEM}/") and TITLE in page(scene.clerk, "/gw/affairs/enter/")
    scene.filed()


def test_whoever_administers_is_told_which_file_and_where(
    scene: Scene, items: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(items, HALF, "mine")
    assert "mine.yaml:" in page(scene.chief, "/gw/affairs/items/")
    assert len([one for one in caplog.records if "mine.yaml" in one.getMessage()]) == 1, (
        "once, not at every page"
    )
    write(items, "", "mine").unlink()
    assert "mine.yaml" not in page(scene.chief, "/gw/affairs/items/")


def cleared(scene: Scene, key: str = "street-trading") -> None:
    look = Look(scene.clerk.user, "看过")
    offering.check_item(scene.chief, key, texts.items_now()[key].digest, "may_publish", look)


def test_a_spoilt_own_item_stands_as_it_was_cleared_or_filed_under(scene: Scene, items: Path) -> None:
    write(items)
    cleared(scene)
    write(items, OWN.replace("kind: date", "kind: day"))
    assert "临时占道经营备案" in Client().get("/items/street-trading/").text
    write(items, OWN.replace("临时占道经营备案", "占道备案"))
    assert Client().get("/items/street-trading/").status_code == 404, "whole again, it waits for its check"


def test_a_text_the_bureau_came_back_to_stands_and_not_what_it_took_back(
    scene: Scene, items: Path, frozen_clock: Any
) -> None:
    for hour, text in enumerate((OWN, OWN.replace("临时占道经营备案", "占道备案"), OWN), start=13):
        frozen_clock.move_to(NOON.replace(hour=hour))
        write(items, text)
        cleared(scene)
    write(items, OWN.replace("kind: date", "kind: day"))
    assert texts.items_now()["street-trading"].title.zh == "临时占道经营备案"


def test_a_machine_decides_by_no_text_it_cannot_read_whole(scene: Scene) -> None:
    """A condition that says nothing to this program would be one less."""
    scene.registered()
    item = texts.items_now()[RENEWED]
    text = item.text.replace("when:\n", "when:\n    - {field: safety_phone, at_most: gone_value}\n")
    common = [part.encode() for _, part in item.common]
    digest = hashlib.sha256(b"\0".join([text.encode(), *common])).hexdigest()
    ItemText.objects.create(
        digest=digest,
        item=RENEWED,
        own=False,
        text=text,
        common=[[*one] for one in item.common],
        kept_at=NOON,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filing, "decide_at_once", lambda application: application)
        renewal = scene.renewal()
    Application.objects.filter(pk=renewal.pk).update(item_digest=digest)
    renewal.refresh_from_db()
    assert not decide_at_once(renewal).by_machine
    assert page(scene.clerk, f"/gw/affairs/{renewal.number}/")


def test_one_nobody_read_or_applied_under_is_not_there_until_it_is_mended(scene: Scene, items: Path) -> None:
    write(items, OWN.replace("kind: date", "kind: day"))
    assert "street-trading" not in texts.items_now()


def test_a_first_attempt_at_replacing_a_shipped_item_leaves_it_as_it_is(items: Path) -> None:
    write(items, shipped(title=("nature: licence", "nature: favour")), ITEM)
    assert not texts.items_now()[ITEM].own


@pytest.mark.parametrize("name", [ITEM, "left-out"])
def test_a_spoilt_file_that_left_an_item_out_does_not_bring_it_back(items: Path, name: str) -> None:
    write(items, LEFT_OUT.replace("}", ""), name)
    assert ITEM not in texts.items_now() and texts.mistakes_now()


def test_other_own_items_stand_beside_the_spoilt_one_but_for_what_contradicts_them(items: Path) -> None:
    write(items)
    texts.keep_text(texts.items_now()["street-trading"])
    write(items, HALF, "mine")
    assert "street-trading" in texts.items_now()
    contradicts = OWN.replace("street-trading", "a-stall").replace("zh: 起始日", "zh: 结束日")
    write(items, contradicts, "a-stall")
    assert {"street-trading", "a-stall"} & {*texts.items_now()} == {"street-trading"}, (
        "what stood before stands"
    )
    (items / "mine.yaml").unlink()
    assert {"street-trading", "a-stall"} & {*texts.items_now()} == {"street-trading"}
    assert "问的是另一件事" in str(texts.mistakes_now()[0])
