"""What went wrong is said calmly, in the reader's language, with what to do now and without a word of our insides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import loader
from django.test import Client, RequestFactory

from qinqing.accounts.roles import Role
from qinqing.record.refusals import act_no_room
from qinqing.refusals import Failed
from qinqing.tlog.keeping_refusals import unreadable
from qinqing.web import errors
from tests.support.people import signed_in


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        pytest.param("/nowhere/", 404, {"zh-hans": "这里没有这一页", "en": "no such page"}, id="404"),
        pytest.param("/law/", 500, {"zh-hans": "是我们的错", "en": "our fault"}, id="500"),
    ],
)
def test_an_error_page_speaks_the_readers_language(visitor, address, status, title, language):
    visitor.get("/", {"lang": language})
    answer = visitor.get(address)
    assert answer.status_code == status
    assert title[language] in answer.content.decode()


def test_our_fault_carries_a_number_that_is_in_the_log_with_its_trace(visitor, caplog):
    page = visitor.get("/law/").content.decode()
    number = re.search(r"<code>([0-9a-f]{8})</code>", page).group(1)
    said = [record for record in caplog.records if number in record.getMessage()]
    assert len(said) == 1 and said[0].exc_info
    assert "the disk is full" not in page and "Traceback" not in page


def answered_to(failure):
    try:
        raise failure
    except Failed:
        return errors.server_error(RequestFactory().get("/")).content.decode()


def test_a_full_disk_is_told_to_whoever_acted_and_a_failure_that_names_our_files_is_not():
    assert "磁盘已满，这件事没有办" in answered_to(act_no_room())
    assert "log.key" not in answered_to(unreadable(Path("/srv/log.key"), OSError(5, "Input/output error")))


def test_our_fault_is_said_even_when_nothing_is_known_of_the_reader():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500 and "是我们的错" in answer.content.decode()


@pytest.mark.parametrize("name", ["web/errors/500.html", "web/errors/400.html", "web/errors/413.html"])
def test_free_of_charge_stands_on_pages_without_a_face_too(name):
    assert "企业使用本平台免费" in loader.render_to_string(name)


def test_our_fault_is_said_even_when_the_style_sheets_were_not_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    answer = errors.server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500 and "是我们的错" in page
    assert re.search(r"<code>[0-9a-f]{8}</code>", page) and "stylesheet" not in page


def test_a_missing_page_keeps_the_face_of_whoever_asks(office):
    page = signed_in(Role.CLERK, office.clerk).get("/nowhere/").content.decode()
    assert '<body class="staff">' in page and "丙经办" not in page


def test_a_page_of_another_role_says_whom_to_ask(office):
    answer = signed_in(Role.CLERK, office.clerk).get("/gw/findings/")
    assert answer.status_code == 403
    assert "这一页不归您的岗位" in answer.content.decode()


def test_an_old_form_is_told_to_be_opened_again():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "x"})
    assert answer.status_code == 403
    assert "这张表放得太久了" in answer.content.decode()


def test_a_host_we_do_not_serve_gets_a_calm_page(visitor):
    answer = visitor.get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "这个请求读不懂" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
def test_every_error_page_says_what_to_do_now(name):
    text = loader.get_template(f"web/errors/{name}.html").template.source
    assert "<a href=" in text
