"""What the bureau holds is filled in or not asked; the second time a firm supplies at most two fifths."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qinqing.affairs.catalogue.held import Earlier, Form, Held, form_of, is_same
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.tests.items import shipped

ITEMS = shipped()
REGISTER = {"name": "清宁市某某建设有限公司", "key": "91411000MA0000000X", "region": "411000"}
FIRST = Held(REGISTER)
BAR = 0.6


def filed(item: Item, project: str = "P-1", granted: bool = False, ref: str = "2026-000001") -> Earlier:
    """An application of that item that answered everything and gave every paper."""
    fields = {field.key: f"{field.key}…" for field in item.fields}
    if "project_code" in fields:
        fields["project_code"] = project
    decision = {"certificate_no": "证-1"} if granted else {}
    return Earlier(ref, item.key, fields, frozenset(item.paper), granted, decision)


def fewer(item: Item, held: Held, project: str | None = None) -> float:
    return 1 - form_of(item, held, project).asked / form_of(item, FIRST).asked


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_the_second_application_asks_three_fifths_less_than_the_first(item: Item):
    assert fewer(item, Held(REGISTER, (filed(item),))) >= BAR


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_a_paper_asked_a_second_time_says_why_once_is_not_enough(item: Item):
    """Or it is a decision the bureau has not made."""
    again = form_of(item, Held(REGISTER, (filed(item),))).asked_papers
    silent = [one.paper.key for one in again if not one.paper.each_time]
    assert all(item.paper[key].source.kind == "decision" for key in silent), silent


def test_drawings_of_the_same_works_are_held_and_those_of_others_asked():
    item = ITEMS["cad-demolition"]
    held = Held(REGISTER, (filed(item),))
    for typed, asked in (
        (None, False),
        ({"works_certificate_no": "另一处"}, True),
        ({"works_certificate_no": " "}, True),
    ):
        form = form_of(item, held, None, typed)
        assert ("works_papers" in {one.paper.key for one in form.asked_papers}) is asked, typed


def test_two_works_without_a_number_are_not_the_same():
    item = ITEMS["cad-demolition"]
    blank = replace(filed(item), fields={**filed(item).fields, "works_certificate_no": ""})
    form = form_of(item, Held(REGISTER, (blank,)))
    assert "works_papers" in {one.paper.key for one in form.asked_papers}


def test_the_bureaus_own_decision_handed_in_once_for_a_project_is_not_asked_again():
    """Granted before there was a platform: there is no decision here, but its copy."""
    item = ITEMS["cad-completion-filing"]
    slip = "quality_supervision_slip"
    held = Held(REGISTER, (filed(item),))
    assert slip in {one.paper.key for one in form_of(item, held).not_needed}
    assert slip in {one.paper.key for one in form_of(item, held, "P-2").asked_papers}


def test_from_approval_to_completion_one_project_is_told_once():
    """Each step of the way asks three fifths less than it would ask a stranger."""
    earlier: tuple[Earlier, ...] = ()
    for key in ("cad-basement-approval", "cad-quality-supervision", "cad-completion-filing"):
        if earlier:
            assert fewer(ITEMS[key], Held(REGISTER, earlier)) >= BAR, key
        earlier = (filed(ITEMS[key], granted=True, ref=key), *earlier)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_the_register_is_never_asked_and_the_business_licence_never_brought(item: Item):
    form = form_of(item, FIRST)
    assert {"enterprise_name", "credit_code"} <= {one.field.key for one in form.filled}
    assert "business_licence" in {one.paper.key for one in form.not_needed}


def test_another_project_brings_the_contact_along_and_nothing_of_the_first():
    item = ITEMS["cad-basement-approval"]
    form = form_of(item, Held(REGISTER, (filed(item),)), "P-2")
    filled = {one.field.key for one in form.filled}
    assert "contact_name" in filled
    assert not filled & {"project_name", "total_area_m2", "planning_permit_no", "project_code"}
    assert "planning_permit" in {one.paper.key for one in form.asked_papers}


def test_a_decision_on_another_project_is_no_decision_on_this_one():
    granted = filed(ITEMS["cad-basement-approval"], granted=True)
    form = form_of(ITEMS["cad-quality-supervision"], Held(REGISTER, (granted,)), "P-2")
    assert "basement_approval" not in {one.paper.key for one in form.not_needed}


@pytest.mark.parametrize(
    ("item", "fields", "same"),
    [
        pytest.param("cad-quality-supervision", {"project_code": "P-1 "}, True, id="同一项目"),
        pytest.param(
            "cad-quality-supervision",
            {"project_code": "P-2", "basement_approval_no": "证-1"},
            False,
            id="另一项目",
        ),
        pytest.param("cad-quality-supervision", {}, False, id="没有填项目"),
        pytest.param("cad-peacetime-registration", {"use_certificate_no": "证-1"}, True, id="同一证书"),
        pytest.param("cad-peacetime-registration", {"use_certificate_no": "证-2"}, False, id="另一证书"),
        pytest.param("cad-peacetime-registration", {"use_certificate_no": " "}, False, id="没有填证书"),
    ],
)
def test_an_earlier_decision_is_on_the_same_project_or_certificate(
    item: str, fields: dict[str, str], same: bool
):
    before = "cad-basement-approval" if item == "cad-quality-supervision" else item
    assert is_same(ITEMS[item], fields, filed(ITEMS[before], granted=True)) is same


def test_a_decision_without_a_number_is_not_the_one_meant_by_none():
    item = ITEMS["cad-peacetime-registration"]
    nameless = Earlier("2026-000001", item.key, {}, frozenset(), True, {"certificate_no": ""})
    assert not is_same(item, {}, nameless)


def test_what_was_refused_is_no_decision_to_rely_on():
    refused = filed(ITEMS["cad-basement-approval"])
    form = form_of(ITEMS["cad-quality-supervision"], Held(REGISTER, (refused,)))
    assert "basement_approval" not in {one.paper.key for one in form.not_needed}


def test_the_certificate_number_comes_out_of_the_decision():
    granted = filed(ITEMS["cad-basement-approval"], granted=True)
    form = form_of(ITEMS["cad-quality-supervision"], Held(REGISTER, (granted,)))
    answer = next(one for one in form.answers if one.field.key == "basement_approval_no")
    assert (answer.value, answer.source, answer.ref) == ("证-1", "decision", "2026-000001")


def test_the_newest_answer_is_taken_and_says_whence():
    item = ITEMS["cad-scrapping"]
    old, new = filed(item, ref="old"), filed(item, ref="new")
    new = replace(new, fields={**new.fields, "contact_name": "新联系人"})
    answer = _answer(form_of(item, Held(REGISTER, (new, old))), "contact_name")
    assert (answer.value, answer.ref) == ("新联系人", "new")


def test_an_empty_answer_is_no_answer():
    item = ITEMS["cad-scrapping"]
    blank = replace(filed(item, ref="new"), fields={"contact_name": ""})
    answer = _answer(form_of(item, Held(REGISTER, (blank, filed(item, ref="old")))), "contact_name")
    assert answer.ref == "old"


def test_a_register_that_lacks_a_column_leaves_it_to_the_firm():
    form = form_of(ITEMS["cad-scrapping"], Held({"name": "甲"}))
    assert "credit_code" in {one.field.key for one in form.asked_fields}


def test_an_empty_project_code_matches_no_project():
    item = ITEMS["cad-basement-approval"]
    form = form_of(item, Held(REGISTER, (filed(item, project=""),)), "")
    assert "project_name" in {one.field.key for one in form.asked_fields}


def _answer(form: Form, key: str):
    return next(one for one in form.answers if one.field.key == key)
