"""公开保密审查: what the bureau itself writes of its items is read by others after somebody else looked at it, as it is."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.tests.items import OWN, write
from qinqing.affairs.guide import public_guides
from qinqing.affairs.models import Draft, FeeStandard, ItemUnit, Promise
from qinqing.affairs.secrecy import Look, check_said, public_items
from qinqing.affairs.services import drafts, filing, offering
from qinqing.affairs.tests.browsing import browser, page
from qinqing.affairs.tests.scene import ITEM, NOON, Scene
from qinqing.files.models import SecrecyCheck
from qinqing.record.models import Entry
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
KEY, TITLE = "street-trading", "临时占道经营备案"
ANSWERS = {
    "trade_from": "2026-12-01",
    "contact_name": "张三",
    "contact_phone": "0374-0000000",
    "delivery": "counter",
}
PAPERS = {"sketch": {"how": "counter", "no": "1 份"}}
PUBLIC = ("/items/", "/items.json", "/items.csv", "/api/v1/items", f"/items/{KEY}/", f"/api/v1/items/{KEY}")


@pytest.fixture
def own(own_installation: Path, scene: Scene) -> Path:
    """An item the bureau wrote, which a unit takes."""
    write(own_installation / "items")
    works = scene.office.departments["works"]
    ItemUnit.objects.create(item=KEY, department=works, receiver=scene.office.clerk, since="2026-01-01")
    return own_installation / "items"


def sent(scene: Scene, **given: str) -> dict[str, str]:
    form = {"prepared_by": scene.office.clerk.key, "looked": "逐项看过，没有秘密。", "outcome": "may_publish"}
    form["digest"] = load_items()[KEY].digest
    return {"secrecyform": "1"} | {f"secrecyform-{name}": value for name, value in (form | given).items()}


def check(scene: Scene, **given: str) -> Any:
    return browser(scene.chief).post(f"/gw/affairs/items/{KEY}/", sent(scene, **given))


def shown_on() -> list[str]:
    """Where anybody meets it."""
    answers = {path: Client().get(path) for path in PUBLIC}
    return [path for path, answer in answers.items() if answer.status_code == 200 and TITLE in text(answer)]


def main_of(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_an_own_guide_is_public_once_somebody_else_looked_at_it(own: Path, scene: Scene) -> None:
    assert shown_on() == []
    assert check(scene).status_code == 302
    assert shown_on() == [*PUBLIC]
    entry = Entry.objects.get(type="files.check_secrecy")
    assert SecrecyCheck.objects.get().set_by_id == entry.pk


def test_which_of_many_guides_are_public_is_one_question(
    own: Path, scene: Scene, django_assert_num_queries: Any
) -> None:
    check(scene)
    for other in ("street-stage", "street-fair"):
        write(own, OWN.replace(KEY, other), other)
    with django_assert_num_queries(1):
        assert {KEY, "street-stage", "street-fair"} & {*public_items()} == {KEY}
    with django_assert_num_queries(2):  # and what is promised of them another
        assert all(guide.terms for guide in public_guides(NOON.date()).values())


def test_changed_by_a_word_it_is_looked_at_again(own: Path, scene: Scene) -> None:
    check(scene)
    write(own, OWN.replace("经营", "营业", 1))
    assert shown_on() == []


@pytest.mark.parametrize("outcome", ["may_not", "ask_above"])
def test_found_to_be_secret_it_is_taken_back(own: Path, scene: Scene, outcome: str) -> None:
    check(scene)
    check(scene, outcome=outcome)
    assert shown_on() == []


def test_what_was_changed_while_somebody_looked_is_not_taken_for_looked_at(own: Path, scene: Scene) -> None:
    seen = load_items()[KEY].digest
    write(own, OWN.replace("经营", "营业", 1))
    answer = check(scene, digest=seen)
    assert answer.status_code == 409 and "改过了" in answer.text and shown_on() == []


def test_whoever_checks_reads_it_as_the_public_would(own: Path, scene: Scene) -> None:
    there = f"/gw/affairs/items/{KEY}/"
    assert f'href="{there}guide/"' in page(scene.chief, there)
    looked_at = page(scene.chief, f"{there}guide/")
    assert TITLE in looked_at and "摊位草图" in looked_at
    check(scene)
    public = re.sub(r"\s+", " ", Client().get(f"/items/{KEY}/").text)
    assert main_of(looked_at) == main_of(public)


def test_nobody_looks_at_their_own_work(own: Path, scene: Scene) -> None:
    answer = check(scene, prepared_by=scene.office.chief.key)
    assert answer.status_code == 409 and shown_on() == []


@pytest.mark.parametrize("missing", ["prepared_by", "looked", "outcome"])
def test_a_look_says_whose_it_was_and_what_was_found(own: Path, scene: Scene, missing: str) -> None:
    assert check(scene, **{missing: ""}).status_code == 422 and not SecrecyCheck.objects.exists()


def test_a_clerk_looks_at_nothing(own: Path, scene: Scene) -> None:
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        offering.check_item(scene.clerk, KEY, "", "may_publish", Look(scene.chief.user, "没有秘密。"))


def test_a_guide_that_came_with_the_program_is_not_the_bureaus_to_check(scene: Scene) -> None:
    look = Look(scene.clerk.user, "没有秘密。")
    with pytest.raises(Refused, match=r"secrecy\.not_own"):
        offering.check_item(scene.chief, ITEM, load_items()[ITEM].digest, "may_publish", look)
    assert not SecrecyCheck.objects.exists()


def test_until_then_no_firm_applies_for_it_online(own: Path, scene: Scene, firm: Client) -> None:
    assert firm.post(reverse("apply", args=[KEY])).status_code == 404
    with pytest.raises(Refused, match=r"affairs\.no_item"):
        drafts.open_draft(scene.firm, scene.office.firm, KEY)
    assert not Draft.objects.exists()
    assert "未公开" in page(scene.chief, "/gw/affairs/items/")
    check(scene)
    assert firm.post(reverse("apply", args=[KEY])).status_code == 302


def test_the_counter_serves_whoever_comes_meanwhile(own: Path, scene: Scene) -> None:
    assert f"{TITLE}（指南待保密审查" in page(scene.clerk, "/gw/affairs/enter/")
    draft = drafts.open_draft(scene.clerk, scene.office.firm, KEY)
    drafts.save_draft(scene.clerk, draft, ANSWERS, PAPERS)
    assert filing.enter_for_enterprise(scene.clerk, draft.key, "counter").item == KEY


def test_a_draft_begun_before_shows_nothing_of_a_guide_changed_since(
    own: Path, scene: Scene, firm: Client
) -> None:
    check(scene)
    draft = drafts.open_draft(scene.firm, scene.office.firm, KEY)
    drafts.save_draft(scene.firm, draft, ANSWERS, PAPERS)
    form = own / f"{KEY}.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("摊位草图", "暗道草图"), encoding="utf-8")
    for path in (reverse("draft", args=[draft.key]), reverse("draft_review", args=[draft.key])):
        for answer in (firm.get(path), firm.post(path, {"save": "1"})):
            assert answer.status_code == 409 and "保密审查" in answer.text and "暗道" not in answer.text
    assert (
        firm.post(reverse("draft_autosave", args=[draft.key]), {"field-trade_from": "2026-12-02"}).status_code
        == 409
    )
    for act in (
        lambda: drafts.save_draft(scene.firm, draft, {"trade_from": "2026-12-02"}),
        lambda: filing.file_application(scene.firm, draft.key),
    ):
        with pytest.raises(Refused, match=r"affairs\.not_public_now"):
            act()
    check(scene)
    assert firm.get(reverse("draft", args=[draft.key])).status_code == 200
    assert firm.post(reverse("draft_discard", args=[draft.key])).status_code == 302


def test_what_ships_is_public_with_the_program(scene: Scene, client: Client) -> None:
    assert client.get(f"/items/{ITEM}/").status_code == 200
    assert "secrecyform" not in page(scene.chief, f"/gw/affairs/items/{ITEM}/")


@pytest.mark.parametrize("said", ["promise", "fee"])
def test_a_promise_and_a_fee_carry_their_check_and_are_nobodys_own_work(scene: Scene, said: str) -> None:
    def say(look: Look) -> object:
        if said == "promise":
            return offering.confirm_promise(scene.chief, ITEM, 10, "workday", NOON.date(), "局务会", look)
        return offering.publish_standard(
            scene.chief, "offsite-construction-fee", NOON.date(), Decimal(50), "某文", look
        )

    with pytest.raises(Refused, match=r"secrecy\.own_work"):
        say(Look(scene.chief.user, "没有秘密。"))
    assert not Promise.objects.exists() and not FeeStandard.objects.exists()
    say(Look(scene.clerk.user, "没有秘密。"))
    found = SecrecyCheck.objects.get()
    assert found.prepared_by == scene.clerk.user and found.subject.startswith(f"affairs/{said}/")
    assert Entry.objects.get(pk=found.set_by_id).type in (
        "affairs.confirm_promise",
        "affairs.publish_standard",
    )


def test_a_check_names_the_day_it_is_for(scene: Scene) -> None:
    look = Look(scene.clerk.user, "没有秘密。")
    days = (date(2026, 10, 1), date(2026, 11, 1))
    checks = [check_said(scene.chief, f"promise/{ITEM}", day, {"n": 10}, look) for day in days]
    assert checks[0].digest != checks[1].digest and checks[0].subject != checks[1].subject
