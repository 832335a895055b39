"""What anybody checks with: the two verifiers as files, and the page served with this installation's keys in it."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from qinqing.accounts.entry_words import ENTRY_WORDS, FIELD_WORDS
from qinqing.accounts.roles import Role
from qinqing.record.policies import published_key
from qinqing.record.receipts import promiser
from qinqing.record.witnesses import witnesses
from qinqing.verify import serve
from qinqing.web.headers import REPORT_PATH

PYTHON, DRAWS, PAGE = serve.PAGE.with_name("verify.py"), serve.PAGE.with_name("verify_draw.py"), serve.PAGE


def verify_py(request: HttpRequest) -> HttpResponse:
    return _download("verify.py", PYTHON.read_bytes(), "text/x-python; charset=utf-8")


def verify_draw_py(request: HttpRequest) -> HttpResponse:
    return _download("verify_draw.py", DRAWS.read_bytes(), "text/x-python; charset=utf-8")


def page_html(request: HttpRequest) -> HttpResponse:
    """As everybody has it, without a key, so that its digest is the same everywhere."""
    return _download("page.html", PAGE.read_bytes(), "text/html; charset=utf-8")


def verify_page(request: HttpRequest) -> HttpResponse:
    """The one page with a script: its own policy names it, and this answer allows that one script and nothing else."""
    logs, seen_by = [key for name, key in public_keys()], [witness.key for witness in witnesses()]
    answer = HttpResponse(serve.page_with_keys(logs, seen_by, names=code_words()))
    answer["Content-Security-Policy"] = _policy()
    return answer


def log_key() -> str:
    """As it is published; empty before the log has signed."""
    return published_key(settings.LOG_FILES)


def public_keys() -> list[tuple[str, str]]:
    """What each is called, and the key: the log's once it has signed, and that of promises."""
    own = [(_("日志公钥"), key)] if (key := log_key()) else []
    return [*own, (_("承诺公钥"), str(promiser().verifier))]


def digests() -> dict[str, str]:
    """SHA-256 of the files as they are downloaded."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (PYTHON, DRAWS, PAGE)}


@cache
def code_words() -> dict[str, tuple[str, str]]:
    """What code words in an entry are called, in both languages."""
    words = {**ENTRY_WORDS, **FIELD_WORDS, **{role.value: role.label for role in Role}}
    return {code: (_in("zh-hans", said), _in("en", said)) for code, said in words.items()}


def _in(language: str, words: object) -> str:
    with translation.override(language):
        return str(words)


@cache
def _policy() -> str:
    own = "; ".join(f"{name} {sources}" for name, sources in serve.policy(serve.page()).items())
    return f"{own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; report-uri {REPORT_PATH}"


def _download(name: str, data: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
