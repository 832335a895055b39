"""A draft of a firm: what is asked, saved as it is typed, kept apart, and every problem at its place."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qinqing.affairs.models import Application, Draft
from qinqing.affairs.services import drafts
from qinqing.affairs.tests.scene import ITEM, Scene
from qinqing.files.tests.harmless import png

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *parts: object, status: int = 200) -> str:
    answer = client.get(reverse(name, args=parts))
    assert answer.status_code == status
    return str(answer.content.decode())


def test_a_draft_of_another_firm_is_not_there(scene: Scene, other: Client) -> None:
    draft = scene.draft()
    page(other, "draft", draft.key, status=404)
    assert other.post(reverse("draft_autosave", args=[draft.key]), {"f-project_name": "x"}).status_code == 404
    draft.refresh_from_db()
    assert draft.fields["project_name"] != "x"


def test_the_guide_leads_to_a_draft_with_what_the_register_knows(scene: Scene, firm: Client) -> None:
    assert "/qy/apply/cad-demolition/" in page(firm, "item", ITEM)
    answer = firm.post(reverse("apply", args=[ITEM]), {"firm": scene.office.firm.key})
    text = firm.get(answer["Location"]).content.decode()
    held = text[text.index('id="held"') :]
    assert scene.office.firm.key in held and "本局登记簿" in held
    assert 'name="f-credit_code"' not in text


def test_nobody_applies_for_a_firm_that_is_not_theirs(scene: Scene, firm: Client) -> None:
    answer = firm.post(reverse("apply", args=[ITEM]), {"firm": scene.office.other_firm.key})
    assert answer.status_code == 422 and "没有这家企业" in answer.text
    assert Draft.objects.count() == 0


def test_whoever_acts_for_no_firm_is_told_who_may_apply(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.clerk.user)
    answer = client.get(reverse("apply", args=[ITEM]))
    assert answer.status_code == 200 and "这个账号不能替企业申请" in answer.content.decode()
    assert client.post(reverse("apply", args=[ITEM])).status_code == 403


def test_what_is_typed_is_saved_by_itself(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    answer = firm.post(reverse("draft_autosave", args=[draft.key]), {"f-project_name": "听澜苑"})
    assert answer.json() == {"said": "已保存 12:00", "filled": False}
    draft.refresh_from_db()
    assert draft.fields["project_name"] == "听澜苑"


def test_what_must_not_be_online_is_not_saved_and_says_why(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    answer = firm.post(reverse("draft_autosave", args=[draft.key]), {"f-project_name": "防护等级六级"})
    assert answer.status_code == 409 and "不得在网上填报" in answer.json()["said"]
    draft.refresh_from_db()
    assert "project_name" not in draft.fields


def test_what_was_typed_stays_on_the_page_when_it_is_not_taken(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    sent = {"f-project_name": "防护等级六级", "f-contact_name": "林知予"}
    answer = firm.post(reverse("draft", args=[draft.key]), sent)
    text = answer.content.decode()
    assert answer.status_code == 409 and "不得在网上填报" in text and 'value="林知予"' in text


def test_the_page_that_types_allows_our_own_script_and_no_other(scene: Scene, firm: Client) -> None:
    policy = firm.get(reverse("draft", args=[scene.draft().key]))["Content-Security-Policy"]
    assert "script-src 'self'; connect-src 'self'" in policy and "unsafe" not in policy
    assert "script-src" not in firm.get("/qy/")["Content-Security-Policy"]


def test_a_button_saves_all_of_it_files_too(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    sent = {"f-project_name": "听澜苑", "files-safety_plan": SimpleUploadedFile("a.png", png()), "save": "1"}
    assert firm.post(reverse("draft", args=[draft.key]), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.fields["project_name"] == "听澜苑" and len(draft.papers["safety_plan"]["files"]) == 1
    assert "a.png" in page(firm, "draft", draft.key)
    firm.post(reverse("draft", args=[draft.key]), {"drop": "safety_plan"})
    draft.refresh_from_db()
    assert "safety_plan" not in draft.papers


def test_a_file_that_is_not_taken_says_why_at_its_paper_and_the_rest_is_saved(
    scene: Scene, firm: Client
) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    sent = {"f-project_name": "听澜苑", "files-safety_plan": SimpleUploadedFile("a.exe", b"MZ")}
    answer = firm.post(reverse("draft", args=[draft.key]), sent)
    assert answer.status_code == 422 and 'href="#files-safety_plan"' in answer.content.decode()
    draft.refresh_from_db()
    assert draft.fields["project_name"] == "听澜苑" and not draft.papers


def test_everything_that_is_missing_is_listed_before_it_is_filed(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    drafts.save_draft(scene.firm, draft, {"total_area_m2": "很大"})
    for answer in (
        firm.get(reverse("draft_review", args=[draft.key])),
        firm.post(reverse("draft_review", args=[draft.key])),
    ):
        text = answer.content.decode()
        problems = text[text.index("error-summary") : text.index('id="fields"')]
        assert problems.count("<li>") == 12 + 4 and "应是平方米数" in problems
    assert answer.status_code == 422 and Application.objects.count() == 0
    marked = firm.get(reverse("draft", args=[draft.key]), {"check": "1"}).content.decode()
    assert marked.count("field-error") == 12 + 4
