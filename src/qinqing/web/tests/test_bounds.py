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
