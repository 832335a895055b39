"""Somebody is told, reads it, and says how else to be told: on a phone without JavaScript and on a desk."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.looking import SIZES, runs_over, violations
from tests.journeys.readers import sign_in
from tests.support.demo import Demo, own_environment

TELL = """
from qinqing.config.django import bring_up
bring_up("bureau")
from qinqing.accounts.models import User
from qinqing.notices.models import Notice
from qinqing.notices.outbox import notify
reader = User.objects.get(username="qiye")
Notice.objects.filter(user=reader).delete()
for kind in ("affairs.accepted", "due:correction.waiting"):
    notify([reader.pk], kind, "2026-000001")
"""


@pytest.mark.parametrize(("size", "script"), [(next(iter(SIZES)), True), ([*SIZES][-1], False)])
def test_an_enterprise_reads_what_it_was_told(demo: Demo, browser: Browser, size: str, script: bool) -> None:
    environment = own_environment(demo.home, (1, 2))
    subprocess.run([sys.executable, "-c", TELL], env=environment, check=True)
    with browser.new_context(locale="zh-CN", viewport=SIZES[size], java_script_enabled=script) as context:
        page = context.new_page()
        sign_in(page, demo, "enterprise")
        page.goto(f"{demo.bureau}/qy/")
        page.get_by_role("link", name="通知（2 条未读）").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("通知")
        assert page.locator("main tbody tr").count() == 2
        if script:
            assert violations(page) == [] and not runs_over(page)
        page.get_by_role("link", name="您的申请已经受理").click()
        page.goto(f"{demo.bureau}/inbox/?unread=1")
        assert page.locator("main tbody tr").count() == 1
        page.get_by_role("button", name="全部标为已读").click()
        expect(page.locator("header").get_by_role("link", name="通知")).to_have_text("通知")
        page.get_by_role("link", name="通知方式").click()
        expect(page.get_by_text("还没有开通其他通知方式")).to_be_visible()
