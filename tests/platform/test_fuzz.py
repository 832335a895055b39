"""Whatever is sent to the interface and into the forms, it is answered or refused: no error of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.affairs import interest
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.models import Application, CorrectionPoint, ItemUnit
from qinqing.affairs.services import correcting
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers
from qinqing.files.models import Attachment
from qinqing.record.models import Entry
from tests.support.fuzz import Chance, call, fill_in, forms_of
from tests.support.people import Office, signed_in, with_token

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
QUICK, FULL = 120, 16_000
FORMS_QUICK, FORMS_FULL = 40, 4_000
SEED = 20261020


@pytest.fixture
def scene(office: Office, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An office at work: one application running, one waiting for corrections, a firm with a program."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.API_RATE = 10 * FULL  # its clock stands still: all of it is one minute
    settings.ATTACHMENTS, settings.BATCHES = tmp_path / "files", tmp_path / "sheets"
    monkeypatch.setattr(interest, "ask_recusal", lambda *_: "no_recusal")
    for item in load_items():
        ItemUnit.objects.create(
            item=item, department=office.departments["works"], receiver=office.clerk, since="2026-01-01"
        )
    with time_machine.travel(NOON, tick=False):
        made = Scene.of(office)
        made.accepted()
        waiting = made.filed()
        correcting.notify_correction(made.clerk, waiting, waiting.version, [("other", "补一份说明")])
        yield made


def names() -> dict[str, list[str]]:
    """True names: an answer deep inside is reached only where the first question is answered rightly."""
    return {
        "number": [*Application.objects.values_list("number", flat=True)],
        "point": [str(pk) for pk in CorrectionPoint.objects.values_list("pk", flat=True)],
        "entry": [str(pk) for pk in Entry.objects.values_list("pk", flat=True)[:5]],
        "item": [ITEM, *load_items()],
        "key": [*answers(ITEM), *load_items(), *(paper.key for paper in load_items()[ITEM].papers)],
        "files": [str(pk) for pk in Attachment.objects.values_list("pk", flat=True)],
        "Idempotency-Key": [f"order-{n}-of-many" for n in range(30)],
        "how": ["file", "counter"],
        "seen": ["1", "2", "3"],
    }


@pytest.mark.proof
def test_no_request_made_from_the_description_meets_an_error_of_ours(
    scene: Scene, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    programs = [
        with_token(scene.firm.user, scene.office.firm),
        with_token(scene.firm.user, scene.office.firm, scope="read"),
        Client(),
        Client(headers={"Authorization": "Bearer qq_\xe4"}),
    ]
    chance, seen = Chance(SEED, names()), Counter[int]()
    for number in range(scaled(QUICK, FULL)):
        program = programs[0 if not chance.one_in(6) else chance.random.randrange(4)]
        program.raise_request_exception = False
        asked, status = call(chance, program, told)
        assert status < 500, f"seed {SEED}, request {number}: {asked} → {status}"
        seen[status] += 1
    # It got past the door: some were answered, some refused for what they said, some for what they meant.
    assert {200, 404, 422} <= {*seen} and seen[401] > 0
    record_property("requests", seen.total())
    record_property("answers", dict(sorted(seen.items())))


@pytest.mark.proof
def test_no_form_filled_in_by_chance_meets_an_error_of_ours(
    scene: Scene, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    readers = {
        "/qy/": signed_in(Role.ENTERPRISE),
        "/gw/affairs/": signed_in(Role.CLERK, scene.office.clerk),
        "/gw/affairs/leader/": signed_in(Role.LEADER, scene.office.chief),
        "/items/": Client(),
    }
    pages = scaled(12, 120)
    standing = [
        (client, form) for start, client in readers.items() for form in forms_of(client, start, pages)
    ]
    assert len(standing) > 5
    chance, times = Chance(SEED, names()), 1 + scaled(FORMS_QUICK, FORMS_FULL) // len(standing)
    for count, (client, form) in enumerate(standing * times):
        client.raise_request_exception = False
        asked, status = fill_in(chance, client, form)
        assert status < 500, f"seed {SEED}, form {count}: {asked} → {status}"
    record_property("forms filled in", count + 1)
