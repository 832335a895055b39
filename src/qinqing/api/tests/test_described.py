"""The description is OpenAPI 3.1 to the letter, says all there is, and people can read it without a program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.matrix import matrix
from tests.support.openapi import Document

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


@pytest.fixture
def told(client: Client) -> Any:
    return client.get("/api/v1/openapi.json").json()


def test_it_is_openapi_3_1_and_holds_no_word_the_standard_has_not(told: Any) -> None:
    document = Document.model_validate(told)
    assert document.openapi == "3.1.0"


def test_every_reference_leads_somewhere(told: Any) -> None:
    for reference in refs(told):
        place: Any = told
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
        assert place


def test_operations_go_by_one_name_each_and_say_the_parts_of_their_path(told: Any) -> None:
    operations = Document.model_validate(told).operations()
    names = [one.operationId for _, _, one in operations]
    assert len(names) == len(set(names)) and len(names) > 12
    for path, _, one in operations:
        assert set(re.findall(r"{(\w+)}", path)) == {p.name for p in one.parameters if p.in_ == "path"}
        assert all(p.required for p in one.parameters if p.in_ == "path")


def test_what_the_matrix_opens_to_tokens_only_says_so_and_nothing_else_does(told: Any) -> None:
    open_paths = {
        f"/api/v1{path}" for path in ("/items", "/items/{key}", "/items/{key}/statistics", "/promises")
    }
    for path, _, one in Document.model_validate(told).operations():
        assert one.security == ([] if path in open_paths else [{"Bearer": []}])
    assert {name for name, row in matrix().items() if row.face == "api" and row.allows(None, "GET")} == {
        "api_items", "api_item", "api_statistics", "api_promises"
    }  # fmt: skip


def test_every_operation_may_answer_with_a_problem(told: Any) -> None:
    for _, _, one in Document.model_validate(told).operations():
        assert "application/problem+json" in one.responses["default"].content


def test_every_operation_with_a_token_says_how_often_it_may_be_called(told: Any, settings: Any) -> None:
    for _, _, one in Document.model_validate(told).operations():
        assert ("429" in one.responses) == bool(one.security)
        if one.security:
            assert str(settings.API_RATE) in one.responses["429"].description
            assert "Retry-After" in one.responses["429"].headers


def test_the_page_lists_every_operation_in_chinese(client: Client, told: Any) -> None:
    page = client.get("/api/").text
    for path, _, one in Document.model_validate(told).operations():
        assert one.summary in page and path in page


def refs(told: Any) -> Iterator[str]:
    yield from re.findall(r'"\$ref": "([^"]+)"', json.dumps(told))
