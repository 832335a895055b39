"""Of a firm's many applications the form offers a few, and takes any by its number."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from qinqing.accounts.models import Authorisation
from qinqing.affairs.models import Application, Problem
from qinqing.affairs.pages.enterprise.raising import MOST_OFFERED
from qinqing.affairs.tests.scene import NOON, Scene

pytestmark = pytest.mark.django_db
SAID = {"words": "来了三趟没人收。"}


def offered(firm: Client, about: str = "") -> list[str]:
    text = firm.get(reverse("problem_new"), {"application": about} if about else {}).text
    return re.findall(r'<option value="(\d{4}-\d{6})"', text)


def many(scene: Scene, count: int = MOST_OFFERED + 5) -> list[Application]:
    """The oldest first."""
    first = scene.filed()
    rows = [first]
    for n in range(1, count):
        again = Application.objects.get(pk=first.pk)
        again.pk, again.number, again.key = None, f"2026-{900000 + n}", f"again-{n}"
        again.save(force_insert=True)
        rows.append(again)
    return rows


def test_a_firm_with_few_applications_chooses_among_all(scene: Scene, firm: Client) -> None:
    assert offered(firm) == []
    number = scene.filed().number
    assert offered(firm) == [number] and 'name="number"' not in firm.get(reverse("problem_new")).text


def test_of_many_the_newest_are_offered_and_any_is_taken_by_number(scene: Scene, firm: Client) -> None:
    rows = many(scene)
    assert offered(firm) == [row.number for row in rows[: -MOST_OFFERED - 1 : -1]]
    assert firm.post(reverse("problem_new"), {**SAID, "number": f" {rows[0].number} "}).status_code == 303
    assert Problem.objects.get().application == rows[0]


def test_the_one_the_page_was_opened_from_is_chosen_however_old(scene: Scene, firm: Client) -> None:
    oldest = many(scene)[0].number
    assert offered(firm, oldest)[0] == oldest and len(offered(firm, oldest)) == MOST_OFFERED + 1
    text = firm.get(reverse("problem_new"), {"application": oldest}).text
    assert re.search(rf'value="{oldest}"\s+selected', text)
    assert firm.post(reverse("problem_new"), {**SAID, "application": oldest}).status_code == 303


def test_another_firms_number_is_as_unknown_as_none(scene: Scene, other: Client, firm: Client) -> None:
    foreign = many(scene)[0].number
    assert offered(other, foreign) == []
    Application.objects.exclude(number=foreign).update(enterprise=scene.office.other_firm)
    assert len(offered(other)) == MOST_OFFERED
    for number in (foreign, "2026-000000", "\x00", "'--", "9" * 21):
        answer = other.post(reverse("problem_new"), {**SAID, "number": number})
        assert answer.status_code == 422, number
    assert other.post(reverse("problem_new"), {**SAID, "application": foreign}).status_code == 422
    assert not Problem.objects.exists()


def test_whoever_acts_for_several_firms_need_not_name_the_firm_of_an_application(
    scene: Scene, firm: Client
) -> None:
    Authorisation.objects.create(
        user=scene.firm.user, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    application = scene.filed()
    assert scene.office.firm.name in firm.get(reverse("problem_new")).text
    assert firm.post(reverse("problem_new"), {**SAID, "application": application.number}).status_code == 303
    assert firm.post(reverse("problem_new"), SAID).status_code == 422
    assert Problem.objects.get().enterprise == scene.office.firm
