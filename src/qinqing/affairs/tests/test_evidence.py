"""What a pause rests on, as a file: with the ground and the words, never instead; opened by whom it is for."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qinqing.affairs.models import Application, Evidence, Step
from qinqing.affairs.services import running
from qinqing.affairs.tests.browsing import address, browser, page
from qinqing.affairs.tests.scene import Scene, attached
from qinqing.files.models import Attachment
from qinqing.files.tests.harmless import png
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db


def send(scene: Scene, application: Application, **given: Any) -> Any:
    filled = {
        "seen": str(application.version),
        "ground": "expert_review",
        "evidence": "专家评审委托书〔2026〕3 号",
        "days": "15",
        "papers": SimpleUploadedFile("w.png", png()),
    }
    return browser(scene.clerk).post(address(application, "pause"), {**filled, **given})


def opens(client: Client, evidence: Evidence) -> int:
    return client.get(reverse("attachment", args=[evidence.file_id])).status_code


def test_a_pause_carries_its_file_and_both_sides_open_it(scene: Scene, firm: Client, other: Client) -> None:
    application = scene.accepted()
    assert send(scene, application).status_code == 302
    evidence = Evidence.objects.get()
    own = firm.get(reverse("own_application", args=[application.number])).text
    assert "w.png" in page(scene.clerk, address(application)) and "w.png" in own
    clients = (browser(scene.clerk), browser(scene.watcher), firm, other, browser(scene.outsider), Client())
    assert [opens(client, evidence) for client in clients] == [200, 200, 200, 404, 404, 404]


def test_one_that_is_not_for_the_firm_is_told_and_not_opened(scene: Scene, firm: Client) -> None:
    application = scene.accepted()
    send(scene, application, kept="on")
    own = firm.get(reverse("own_application", args=[application.number])).text
    assert "专家评审委托书" in own and "本局留存" in own and "w.png" not in own
    evidence = Evidence.objects.get()
    assert [opens(client, evidence) for client in (browser(scene.chief), firm)] == [200, 404]


@pytest.mark.parametrize(
    ("missing", "says"),
    [("evidence", "还没有写凭什么"), ("ground", "还没有选事由"), ("days", "还没有写大约多少天")],
)
def test_a_file_stands_for_neither_ground_nor_words(scene: Scene, missing: str, says: str) -> None:
    answer = send(scene, scene.accepted(), **{missing: ""})
    assert answer.status_code == 422 and says in answer.text
    assert not Attachment.objects.filter(name="w.png").exists()


def test_a_hostile_file_stops_the_pause_and_not_the_clock(scene: Scene) -> None:
    application = scene.accepted()
    answer = send(scene, application, papers=SimpleUploadedFile("w.pdf", b"MZ" + bytes(99)))
    assert answer.status_code == 409 and 'class="error' in answer.text and "专家评审委托书" in answer.text
    assert Application.objects.get().version == application.version


def test_somebody_elses_file_and_one_in_use_are_no_evidence(scene: Scene) -> None:
    application = scene.accepted()
    foreign, mine = (Attachment.objects.get(pk=attached(who)) for who in (scene.chief, scene.clerk))
    running.pause(scene.clerk, application, 2, "hearing", "通知书", 3, files=[mine])
    for file in (application.papers.filter(how="file")[0].file, foreign, mine):
        with pytest.raises(Refused, match=r"pause\.not_attached"):
            running.pause(scene.clerk, application, 3, "expert_review", "委托书", 3, files=[file])
    assert Step.objects.filter(kind="paused").count() == 1
