"""The permission matrix: every route is declared, every cell is walked, a foreign object is a missing one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

import pytest
from django.conf import settings as installation
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from qinqing.accounts.matrix import METHODS, NO_OBJECT, RELATIONS, matrix
from qinqing.accounts.roles import EVERYBODY, ORGAN_ROLES, SIGNED_IN, Role
from tests.platform.called import SENT
from tests.platform.objects import OBJECTS, SAMPLES
from tests.support.people import Office, make_user, signed_in, with_token

STRANGER = "stranger"


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    """The walk is about roles; the second factor has tests of its own."""
    settings.SECOND_FACTOR_REQUIRED = False


def routes(patterns: list[Any] | None = None) -> Iterator[str]:
    """Names of every address of this installation; '' for one without a name."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or ""


# What some routes answer somebody they let in: no second factor yet, no token. That is an answer, no refusal.
OWN_ANSWERS = {
    "mfa_authenticate": 302,
    "account_logout": 302,
    "mfa_view_recovery_codes": 404,
    "mfa_download_recovery_codes": 404,
    "mfa_deactivate_totp": 404,
    "organ_guard": 404,
}


def held_here() -> list[str]:
    mine = [r for r in Role if (r in ORGAN_ROLES) == installation.ORGAN or r.value.endswith("_admin")]
    return [STRANGER, *(r.value for r in mine)]


def test_every_route_has_a_name_and_a_row() -> None:
    assert set(routes()) - set(matrix()) == set()


def test_every_row_has_a_route() -> None:
    faces = ("organ", "public", "staff") if installation.ORGAN else ("public", "enterprise", "staff", "api")
    elsewhere = set() if not installation.ORGAN else BUREAU_ONLY
    declared = {name for name, row in matrix().items() if row.face in faces} - elsewhere
    assert declared - set(routes()) == set()


# Routes of shared faces that only the bureau's installation serves.
BUREAU_ONLY = (
    {name for name, row in matrix().items() if row.face in ("public", "staff") and name not in set(routes())}
    if installation.ORGAN
    else set()
)


def readers(name: str) -> Iterator[tuple[str, str]]:
    """Every role of this installation, in every relation to what the route is about."""
    yield from product(held_here(), RELATIONS if name in OBJECTS else (NO_OBJECT,))


def allowed(name: str, method: str, role: str, relation: str) -> bool:
    cell = matrix()[name].methods.get(method, {})
    held = {EVERYBODY} if role == STRANGER else {EVERYBODY, SIGNED_IN, role}
    return any(relation in relations for who, relations in cell.items() if who in held)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(routes())))
def test_every_cell_of_a_route_answers_as_declared(name: str, office: Office) -> None:
    """Whoever the matrix lets in gets an answer; whoever it does not gets sign-in, a refusal or nothing."""
    wrong = []
    for role, relation in readers(name):
        built = build(name, office, role, relation)
        if built is None:
            continue
        for method in METHODS:
            status = call(*built, name, method)
            if allowed(name, method, role, relation) != answered(status, method, name, role):
                wrong.append((method, role, relation, status))
    assert wrong == []


def build(name: str, office: Office, role: str, relation: str) -> tuple[Client, dict[str, Any]] | None:
    """A browser of `role` and an object standing in `relation` to it; None where the two cannot meet."""
    if name not in OBJECTS:
        sample = SAMPLES.get(name, {})
        return client_of(role, office, name), sample(office) if callable(sample) else sample
    make: Callable[..., dict[str, Any] | None] = OBJECTS[name]
    official = office.officials["watcher"] if role not in ("enterprise", STRANGER, *ORGAN_ROLES) else None
    client = client_of(role, office, name)  # first: some objects are the reader's own
    kwargs = make(office, role, relation, official)
    return None if kwargs is None else (client, kwargs)


def client_of(role: str, office: Office, name: str) -> Client:
    if role == STRANGER:
        return Client()
    staff = role not in ("enterprise", "outside_supervisor", *ORGAN_ROLES)
    official = office.officials["watcher"] if staff else None
    if matrix()[name].face == "api":
        return with_token(make_user(Role(role), official), office.firm)
    return signed_in(Role(role), official)


def call(client: Client, kwargs: dict[str, Any], name: str, method: str) -> int:
    client.raise_request_exception = False
    address = reverse(name, kwargs=kwargs)
    response = client.get(address) if method == "GET" else posted(client, name, address)
    if response.status_code == OWN_ANSWERS.get(name):
        return 200
    if response.status_code == 302 and urlsplit(response["Location"]).path == reverse("account_login"):
        return 401
    return response.status_code


def posted(client: Client, name: str, address: str) -> Any:
    if matrix()[name].face == "api":
        return client.post(address, SENT.get(name, {}), content_type="application/json")
    return client.post(address, {})


def answered(status: int, method: str, name: str, role: str) -> bool:
    """An answer is anything but: sign in first, not you, not there, not this way."""
    assert status < 500, f"{name} {method} {role}: {status}"
    return status not in (401, 403, 404, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(routes()) & set(OBJECTS)))
def test_every_cell_that_lets_somebody_in_is_walked(name: str, office: Office) -> None:
    """Two who can never stand so to each other are passed over in the walk above; no such cell may be open."""
    passed_over = [
        (role, relation)
        for role, relation in readers(name)
        if any(allowed(name, method, role, relation) for method in METHODS)
        and build(name, office, role, relation) is None
    ]
    assert passed_over == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(routes()) & set(OBJECTS)))
def test_a_foreign_object_answers_exactly_like_a_missing_one(name: str, office: Office) -> None:
    """Same status, same words, by every way the route may be asked: nobody learns whether it exists."""
    differing, compared = [], 0
    for method, cell in matrix()[name].methods.items():
        for role in cell:
            built = build(name, office, STANDS_FOR.get(role, role), "none")
            if built is None:
                continue
            client, foreign = built
            missing = {key: MISSING[type(value)] for key, value in foreign.items()}
            answers = [whole_answer(client, name, method, kwargs) for kwargs in (foreign, missing)]
            compared += 1
            if answers[0] != answers[1]:
                differing.append((method, role, answers))
    assert differing == []
    assert compared


SOMEBODY = (Role.ORGAN_HANDLER if installation.ORGAN else Role.SUPERVISOR).value
STANDS_FOR = {SIGNED_IN: SOMEBODY, EVERYBODY: STRANGER}
MISSING = {int: 10**6, str: "0000-0000", UUID: UUID(int=0)}
UNLIKE_EACH_TIME = re.compile(r'(csrfmiddlewaretoken" value=")[^"]*')


def whole_answer(client: Client, name: str, method: str, kwargs: dict[str, Any]) -> tuple[int, str, str]:
    """Status, type and words of an answer, without what differs each time and the address itself."""
    address = reverse(name, kwargs=kwargs)
    answer = client.get(address) if method == "GET" else posted(client, name, address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = UNLIKE_EACH_TIME.sub(r"\1", body.decode()).replace(address, "#").replace(quote(address, ""), "#")
    return answer.status_code, answer.get("Content-Type", ""), words + answer.get("Location", "")
