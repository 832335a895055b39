"""For which of their firms somebody acts: asked where there are several, never guessed, nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from qinqing.accounts.firm_field import FirmField, offer_firms
from qinqing.organisations.models import Enterprise
from tests.support.people import Office

pytestmark = pytest.mark.django_db


class Asked(forms.Form):
    firm = FirmField(widget=forms.RadioSelect)

    def __init__(self, data: Any, *firms: Enterprise):
        super().__init__(data)
        offer_firms(self, firms)


def test_the_only_firm_is_not_asked_for(office: Office) -> None:
    form = Asked({}, office.firm)
    assert form.is_valid() and form.cleaned_data["firm"] == office.firm
    shown = Asked(None, office.firm)["firm"]
    assert shown.is_hidden and office.firm.key in str(shown)


def test_of_several_none_is_chosen_before_and_one_must_be(office: Office) -> None:
    both = (office.firm, office.other_firm)
    shown = str(Asked(None, *both)["firm"])
    assert shown.count('type="radio"') == 2 and "checked" not in shown
    assert Asked({}, *both).errors["firm"] == ["还没有选企业"]
    assert Asked({"firm": office.other_firm.key}, *both).is_valid()


def test_one_form_does_not_remember_what_another_was_offered(office: Office) -> None:
    Asked({}, office.firm)
    assert not Asked({}, office.firm, office.other_firm).is_valid()


@pytest.mark.parametrize("firms", [0, 1, 2])
def test_another_firm_is_none_of_theirs(office: Office, firms: int) -> None:
    third = Enterprise.objects.create(key="QY-3", name="丙公司")
    form = Asked({"firm": third.key}, *(office.firm, office.other_firm)[:firms])
    assert form.errors["firm"] == ["没有这家企业"]
