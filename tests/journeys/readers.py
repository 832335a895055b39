"""Everybody who reads: a stranger, and the demonstration's person for each role, signed in through the form."""

from __future__ import annotations

from playwright.sync_api import Page

from qinqing.accounts.demo import PASSWORD, PEOPLE
from qinqing.accounts.roles import ORGAN_ROLES, Role
from tests.support.demo import Demo

STRANGER = "stranger"
READERS = (STRANGER, *(role.value for role in PEOPLE))


def site_of(demo: Demo, reader: str) -> str:
    return demo.organ if reader in {role.value for role in ORGAN_ROLES} else demo.bureau


def first_page(demo: Demo, reader: str) -> str:
    return f"{site_of(demo, reader)}/" if reader == STRANGER else f"{site_of(demo, reader)}/desk/"


def sign_in(page: Page, demo: Demo, reader: str) -> None:
    """Through the form, as a person does it; a stranger stays one."""
    if reader == STRANGER:
        return
    page.goto(f"{site_of(demo, reader)}/sign-in/")
    page.fill("input[name=login]", PEOPLE[Role(reader)])
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    assert "/sign-in/" not in page.url, f"{reader} could not sign in"
