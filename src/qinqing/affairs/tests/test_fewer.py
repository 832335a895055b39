"""The second time a firm applies, the page asks at least three fifths less than the first time: counted on the page."""

from __future__ import annotations

import re
import sys

import pytest
from django.test import Client
from django.urls import reverse

from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.models import Application, Draft, ItemUnit, Paper
from qinqing.affairs.offered import item_of
from qinqing.affairs.services import deciding, drafts, filing
from qinqing.affairs.services.accepting import accept
from qinqing.affairs.services.papers import receive_paper
from qinqing.affairs.tests.scene import Scene, answers, papers

pytestmark = pytest.mark.django_db
BAR = 0.6
ROW = "\n{0:28} fields {1:3} → {3:2}, papers {2:2} → {4:2}"


def test_the_second_time_the_page_asks_three_fifths_less(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hangzhou's published bar: fields 314 → 59, papers 46 → 10."""
    client = Client()
    client.force_login(scene.firm.user)
    works = scene.office.departments["works"]
    counted = []
    for key in load_items():
        ItemUnit.objects.get_or_create(
            item=key, since="2026-01-01", defaults={"department": works, "receiver": scene.office.clerk}
        )
        first = asked(client, scene, key)
        apply_once(scene, key)
        second = asked(client, scene, key)
        counted.append((key, *first, *second))
        forget(scene)
    fields, gave, fields_2, gave_2 = (sum(row[n] for row in counted) for n in range(1, 5))
    with capsys.disabled():
        sys.stdout.write(
            "".join(ROW.format(*row) for row in (*counted, ("all", fields, gave, fields_2, gave_2)))
        )
    assert all(row[1] and row[2] for row in counted)
    assert all(row[3] + row[4] <= (1 - BAR) * (row[1] + row[2]) for row in counted)
    assert fields_2 + gave_2 <= (1 - BAR) * (fields + gave)


def asked(client: Client, scene: Scene, key: str) -> tuple[int, int]:
    """Fields to fill and papers to give, as the draft's page asks for them."""
    draft = drafts.open_draft(scene.firm, scene.office.firm, key)
    text = client.get(reverse("draft", args=[draft.key])).content.decode()
    Draft.objects.all().delete()
    asks, gives = section(text, "asked"), section(text, "papers")
    by_hand = gives.partition('class="notice')[2].count("<li>")
    return len(set(re.findall(r'name="f-[\w]+"', asks))), gives.count('type="file"') + by_hand


def section(text: str, id: str) -> str:
    found = re.search(rf'<h2 id="{id}".*?</section>', text, re.S)
    return found[0] if found else ""


def apply_once(scene: Scene, key: str) -> None:
    """Filed with everything the guide names, papers handed over, granted."""
    draft = drafts.open_draft(scene.firm, scene.office.firm, key)
    item = item_of(key)
    more = {one.key: "甲" for one in item.fields if not one.required and not draft.fields.get(one.key)}
    by_hand = {"how": "counter", "no": "证-1"}
    rest = {one.key: by_hand for one in item.papers if not one.required and one.source.kind != "decision"}
    drafts.save_draft(scene.firm, draft, answers(key) | more, papers(scene.firm, key) | rest)
    application = filing.file_application(scene.firm, draft.key)
    for paper in Paper.objects.filter(application=application, how="counter", received_by=None):
        application.refresh_from_db()
        receive_paper(scene.clerk, paper, application.version, "证-1")
    application.refresh_from_db()
    if application.open:
        application = accept(scene.clerk, application, application.version)
        deciding.decide(scene.chief, application, application.version, "granted", "符合。", "第一条", "证-1")


def forget(scene: Scene) -> None:
    """The next item begins with a firm nobody knows."""
    Application.objects.update(enterprise=scene.office.other_firm)
