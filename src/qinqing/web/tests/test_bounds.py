"""Requests no page needs are answered 400 or 413 before anything reads them, on either database."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from qinqing.web.bounds import MOST_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "cookie"),
    [
        pytest.param("/desk/?q=%00", "", id="查询里"),
        pytest.param("/desk/?q=a&q=b%00c", "", id="第二个值里"),
        pytest.param("/gw/findings/?page=1&article=13%00", "", id="看板的筛选里"),
        pytest.param("/desk/", '"aaaaaaaaaaaaaaaa\\000"', id="会话 Cookie 里"),
    ],
)
def test_a_nul_character_is_refused(visitor: Client, path: str, cookie: str) -> None:
    if cookie:
        visitor.cookies[settings.SESSION_COOKIE_NAME] = "x"
        visitor.cookies[settings.SESSION_COOKIE_NAME].set(settings.SESSION_COOKIE_NAME, "x", cookie)
    assert visitor.get(path).status_code == 400


@pytest.mark.django_db
def test_a_body_beyond_any_form_is_refused_before_a_byte_of_it_is_kept(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr(
        TemporaryFileUploadHandler, "receive_data_chunk", lambda self, raw, start: kept.append(len(raw))
    )
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"a" * MOST_BYTES
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = client.post("/sign-in/", body, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, kept) == (413, [])
    assert "合计最多 20 MB" in answer.text and 'href="/sign-in/"' in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        pytest.param("zh-hans", "文字合计最多 2.5 MB", "文件合计", id="中文"),
        pytest.param("en", "Text sent at one time comes to 2.5 MB at most", "Files sent", id="英文"),
    ],
)
def test_too_much_text_is_said_to_be_text(
    visitor: Client, kind: str, language: str, said: str, unsaid: str
) -> None:
    visitor.get("/", {"lang": language})
    head = b'--x\r\nContent-Disposition: form-data; name="w"\r\n\r\n' if "boundary" in kind else b"w="
    end = b"\r\n--x--\r\n" if "boundary" in kind else b""
    body = head + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + end
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = visitor.cookies
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # now the form is read for its token
    answer = client.post("/sign-in/", body, content_type=kind)
    assert answer.status_code == 413
    assert said in answer.text and unsaid not in answer.text


@pytest.mark.django_db
def test_text_beyond_any_form_is_said_to_be_text(visitor: Client) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    form = "application/x-www-form-urlencoded"
    answer = client.post("/sign-in/", b"w=" + b"a" * MOST_BYTES, content_type=form)
    assert answer.status_code == 413 and "文字合计最多 2.5 MB" in answer.text
