"""What the policy stopped is reported, counted in the log, and can do nothing there but be counted."""

from __future__ import annotations

import json

import pytest

STOPPED = {
    "csp-report": {
        "effective-directive": "script-src",
        "blocked-uri": "inline",
        "document-uri": "http://testserver/law/",
    }
}


def test_a_report_is_logged_with_what_was_stopped_where(visitor, caplog):
    answer = visitor.post("/csp-report/", json.dumps(STOPPED), content_type="application/csp-report")
    assert answer.status_code == 204
    assert caplog.messages == ["csp script-src inline http://testserver/law/"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="空"),
        pytest.param(b"{", id="不是 JSON"),
        pytest.param(b"[" * 100_000, id="太深太长"),
        pytest.param(b"[1]", id="不是对象"),
        pytest.param(b'{"csp-report": 5}', id="不是报告"),
        pytest.param(b'{"csp-report": {"blocked-uri": "\\nroot: forged line"}}', id="伪造日志行"),
        pytest.param(b"\xff\xfe", id="不是文字"),
    ],
)
def test_a_malformed_report_is_counted_and_nothing_else(visitor, caplog, body):
    answer = visitor.post("/csp-report/", body, content_type="application/csp-report")
    assert answer.status_code == 204
    assert (
        len(caplog.messages) == 1 and "\n" not in caplog.messages[0] and " forged" not in caplog.messages[0]
    )
