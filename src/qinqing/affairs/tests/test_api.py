"""A firm's own program: it files once, follows, answers and withdraws; another firm's matters do not exist for it."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.models import Authorisation
from qinqing.affairs.models import Application, Draft, Evidence
from qinqing.affairs.services import correcting, deciding, running
from qinqing.affairs.services.papers import OWNER
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers, papers
from qinqing.api.models import Token
from qinqing.clock.telling import as_data
from qinqing.files.models import Attachment
from qinqing.files.services import receive
from qinqing.files.tests.harmless import pdf
from qinqing.record.models import Entry
from tests.support.people import make_user, with_token

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "order-2026-7"}
V1 = "/api/v1"


@pytest.fixture
def program(scene: Scene) -> Client:
    return with_token(scene.firm.user, scene.office.firm)


@pytest.fixture
def sent(scene: Scene) -> dict[str, Any]:
    return {"item": ITEM, "fields": answers(ITEM), "papers": papers(scene.firm, ITEM)}


def post(program: Client, path: str, body: Any, **headers: Any) -> Any:
    return program.post(f"{V1}{path}", json.dumps(body), content_type="application/json", headers=headers)


def file(program: Client, body: Any) -> Any:
    return post(program, "/applications", body, **KEY)


def test_sent_twice_under_one_key_it_is_one_application_and_one_answer(program: Client, sent: Any) -> None:
    first, again = file(program, sent), file(program, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    assert Application.objects.count() == Entry.objects.filter(type="affairs.file").count() == 1
    assert Draft.objects.count() == 0


def test_other_content_under_the_same_key_is_a_conflict_that_says_so(program: Client, sent: Any) -> None:
    file(program, sent)
    name = next(iter(sent["fields"]))
    answer = file(program, {**sent, "fields": {**sent["fields"], name: "另一回事"}})
    assert answer.status_code == 409 and answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["code"] == "application.other_content" and "Idempotency-Key" in told["remedy"]["zh"]
    assert Application.objects.count() == 1


def test_the_whole_chain_again_uploads_included_is_the_same_application(
    program: Client, sent: Any, settings: Any, tmp_path: Any
) -> None:
    settings.ATTACHMENTS = tmp_path / "files"
    numbers = []
    for _ in range(2):
        chain = {**sent, "papers": dict(sent["papers"])}
        for paper in chain["papers"]:
            came = program.post(f"{V1}/attachments", {"file": upload(f"{paper}.pdf")})
            chain["papers"][paper] = {"how": "file", "files": [came.json()["id"]]}
        numbers.append(file(program, chain).json()["number"])
    assert numbers[0] == numbers[1] and Application.objects.count() == 1


def test_a_file_uploaded_again_before_it_is_used_is_the_same_attachment(
    program: Client, settings: Any, tmp_path: Any
) -> None:
    settings.ATTACHMENTS = tmp_path / "files"
    came = [program.post(f"{V1}/attachments", {"file": upload("a.pdf")}) for _ in range(2)]
    assert [one.status_code for one in came] == [201, 200]
    assert came[0].json() == came[1].json() and Attachment.objects.count() == 1


def test_a_file_that_poses_is_refused_with_its_code(program: Client) -> None:
    came = program.post(f"{V1}/attachments", {"file": upload("图纸.dwg")})
    assert (came.status_code, came.json()["code"]) == (422, "files.drawing")


def test_everything_missing_is_said_at_once_with_its_place(program: Client, sent: Any) -> None:
    answer = file(program, {**sent, "fields": {}, "papers": {}})
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "application.incomplete")
    pointers = {one["pointer"] for one in told["errors"]}
    assert pointers >= {
        f"/fields/{key}" for key in answers(ITEM) if key not in ("name", "key", "region")
    } - held(sent)
    assert any(pointer.startswith("/papers/") for pointer in pointers)


def held(sent: Any) -> set[str]:
    """What the register fills in."""
    from qinqing.affairs.offered import item_of

    return {f"/fields/{f.key}" for f in item_of(ITEM).fields if f.source.kind == "register"}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"item": ITEM, "fields": {"project_name": 3}}, "/fields/project_name"),
        ({"item": ITEM, "colour": "red"}, "/colour"),
        ({"item": ITEM, "papers": {"a": {"how": "post"}}}, "/papers/a"),
        ({"fields": {}}, "/item"),
    ],
)
def test_what_is_not_of_the_shape_is_pointed_at(program: Client, body: Any, pointer: str) -> None:
    answer = file(program, body)
    assert answer.status_code == 422 and [one["pointer"] for one in answer.json()["errors"]] == [pointer]


def test_half_a_character_in_what_was_sent_is_quoted_as_well_as_can_be(program: Client) -> None:
    answer = file(program, {"item": ITEM, "fields": {"\ud800": "x"}})
    assert answer.status_code == 422 and answer.json()["errors"]


@pytest.mark.parametrize("key", ["", "short", "x" * 49, "a b c d e f", "甲乙丙丁戊己庚辛"])
def test_a_key_nobody_could_tell_apart_is_refused(program: Client, sent: Any, key: str) -> None:
    given = {"Idempotency-Key": key} if key.isascii() else {}
    assert post(program, "/applications", sent, **given).status_code == 422


def test_a_draft_kept_by_key_is_filed_by_the_same_key(program: Client, sent: Any) -> None:
    kept = post(program, "/drafts", {**sent, "papers": {}}, **KEY)
    assert kept.status_code == 200 and kept.json()["missing"]
    assert file(program, sent).status_code == 201 and Draft.objects.count() == 0


def test_a_key_that_has_filed_keeps_no_draft_and_a_draft_keeps_its_item(program: Client, sent: Any) -> None:
    file(program, sent)
    assert post(program, "/drafts", sent, **KEY).json()["code"] == "draft.gone"
    other = {"Idempotency-Key": "order-2026-8"}
    post(program, "/drafts", {"item": ITEM}, **other)
    wrong = post(program, "/drafts", {"item": "cad-offsite-approval"}, **other)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/item")
    assert Draft.objects.count() == 1


def test_an_application_is_told_with_its_clock_as_the_command_has_it(program: Client, scene: Scene) -> None:
    application = scene.accepted()
    told = program.get(f"{V1}/applications/{application.number}").json()
    from qinqing.affairs.timing import standing

    assert told["clock"] == json.loads(json.dumps(as_data(standing(application, application.steps.all()))))
    assert (
        told["state"] == {"code": "running", "zh": "办理中", "en": "in progress"}
        or told["state"]["code"] == "running"
    )
    assert [step["kind"]["code"] for step in told["steps"]] == ["received", "accepted"]


def test_what_the_bureau_proposes_to_itself_is_not_told(program: Client, scene: Scene) -> None:
    application = scene.accepted()
    deciding.propose_decision(
        scene.clerk, application, application.version, "refused", "内部意见标记", "第十六条"
    )
    text = program.get(f"{V1}/applications/{application.number}").text
    assert "内部意见标记" not in text and "工程管理科" in text


def test_points_are_answered_one_by_one_and_a_late_view_is_told_what_changed(
    program: Client, scene: Scene
) -> None:
    application = scene.filed()
    correcting.notify_correction(
        scene.clerk, application, 1, [("other", "补一份说明"), ("other", "再补一份")]
    )
    path = f"/applications/{application.number}"
    told = program.get(V1 + path).json()
    one, two = (point["id"] for point in told["corrections"][0]["points"])
    done = post(program, f"{path}/corrections/{one}", {"seen": told["version"], "answer": "补上"})
    assert done.status_code == 200 and done.json()["steps"][-1]["through"] == "interface"
    late = post(program, f"{path}/corrections/{two}", {"seen": told["version"], "answer": "补上"})
    assert (late.status_code, late.json()["code"]) == (409, "application.changed") and late.json()["errors"]
    last = post(program, f"{path}/corrections/{two}", {"seen": done.json()["version"], "answer": "补上"})
    assert last.json()["state"]["code"] in ("received", "running")


def test_withdrawn_by_a_program_the_step_says_through_what(program: Client, scene: Scene) -> None:
    application = scene.filed()
    told = post(program, f"/applications/{application.number}/withdraw", {"seen": application.version}).json()
    assert told["state"]["code"] == "withdrawn" and told["steps"][-1]["through"] == "interface"
    assert (
        program.get(f"{V1}/applications/{application.number}/receipts").json()[-1]["type"]
        == "affairs.withdraw"
    )


def test_another_firms_application_is_a_missing_one(scene: Scene) -> None:
    application, other = scene.filed(), scene.office.other_firm
    Authorisation.objects.create(
        user=scene.firm.user, enterprise=other, since="2026-01-01", approved_at=NOON, agent=False
    )
    # The same person acts for both: the token is for the other firm only.
    foreign = with_token(scene.firm.user, other)
    number = application.number
    for path in (f"/applications/{number}", f"/applications/{number}/receipts"):
        mine, none = foreign.get(V1 + path), foreign.get(V1 + path.replace(number, "2026-999999"))
        assert mine.status_code == 404 and mine.content == none.content
    assert post(foreign, f"/applications/{number}/withdraw", {"seen": 1}).status_code == 404
    assert foreign.get(f"{V1}/applications").json()["applications"] == []
    assert number not in foreign.get(f"{V1}/me/items").text


def test_what_is_held_of_this_firm_is_marked(program: Client, scene: Scene) -> None:
    scene.decided()
    told = {one["item"]: one for one in program.get(f"{V1}/me/items").json()}[ITEM]
    held = {field["field"]: field["held"] for field in told["fields"] if field["held"]}
    assert scene.office.firm.name in {one["value"] for one in held.values()}
    assert told["asked"] < len(told["fields"]) + len(told["papers"])


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"revoked_at": NOON}, 401, "token.revoked"),
        ({"until": NOON.date() - timedelta(days=1)}, 401, "token.expired"),
        ({"digest": "1" * 64}, 401, "token.unknown"),
    ],
)
def test_a_token_that_is_over_opens_nothing_and_says_why(
    program: Client, change: Any, status: int, code: str
) -> None:
    token = Token.objects.get()
    if "revoked_at" in change:
        change = {**change, "revoked_by": token.made_by, "made_at": NOON}
    Token.objects.update(**change)
    answer = program.get(f"{V1}/me")
    assert (answer.status_code, answer.json()["code"]) == (status, code) and answer["WWW-Authenticate"]


def test_a_token_ends_with_its_makers_authorisation(program: Client, scene: Scene) -> None:
    Authorisation.objects.filter(user=scene.firm.user).update(revoked_at=NOON)
    answer = program.get(f"{V1}/applications")
    assert (answer.status_code, answer.json()["code"]) == (403, "token.maker_gone")


def test_a_token_to_read_files_nothing(scene: Scene, sent: Any) -> None:
    reader = with_token(scene.firm.user, scene.office.firm, scope="read")
    assert file(reader, sent).json()["code"] == "token.read_only" and Application.objects.count() == 0


def test_a_session_is_nobody_here(scene: Scene) -> None:
    browser = Client()
    browser.force_login(scene.firm.user)
    answer = browser.get(f"{V1}/applications")
    assert (answer.status_code, answer.json()["code"]) == (401, "token.missing")


def test_open_data_is_what_the_pages_download_has(client: Client) -> None:
    assert client.get(f"{V1}/items").json() == client.get("/items.json").json()
    assert client.get(f"{V1}/items/{ITEM}/statistics").json() == {"item": ITEM, "statistics": None}
    assert client.get(f"{V1}/promises").json() == []


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/items/none", 404)])
def test_any_error_below_is_a_problem(client: Client, path: str, status: int) -> None:
    answer = client.get(V1 + path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_another_method_is_told_which_it_takes(program: Client) -> None:
    answer = program.delete(f"{V1}/applications")
    assert answer.status_code == 405 and "POST" in answer["Allow"] and answer.json()["code"] == "http.405"


def test_a_body_beyond_any_application_is_not_read(program: Client) -> None:
    answer = program.post(f"{V1}/applications", "x" * 1_000_001, content_type="application/json", headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (413, "api.body_too_large")


def upload(name: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, pdf())


@pytest.fixture
def paused(scene: Scene, settings: Any, tmp_path: Any) -> Application:
    """One whose pause rests on two files: one for the firm, one the bureau keeps."""
    settings.ATTACHMENTS = tmp_path / "files"
    application = scene.accepted()
    for ground, words, for_firm in (("hearing", "听证通知", True), ("expert_review", "委托书", False)):
        file = receive(scene.clerk, upload(f"{words}.pdf"), owner=OWNER)
        application.refresh_from_db()
        running.pause(
            scene.clerk, application, application.version, ground, words, 3, files=[file], for_firm=for_firm
        )
    return application


def test_what_a_pause_rests_on_is_listed_and_fetched(program: Client, paused: Application) -> None:
    address = f"{V1}/applications/{paused.number}"
    steps = program.get(address).json()["steps"]
    given, kept = (step["evidence"] for step in steps if step["kind"]["code"] == "paused")
    assert (given[0]["opens"], given[0]["name"], given[0]["standing"]) == (True, "听证通知.pdf", "clean")
    assert [{*one.values()} for one in kept] == [{False, None}]
    got = program.get(f"{address}/files/{given[0]['file']}")
    assert hashlib.sha256(got.content).hexdigest() == given[0]["sha256"]
    told = program.get(f"{V1}/openapi.json").json()["paths"][f"{V1}/applications/{{number}}/files/{{file}}"]
    assert told["get"]["responses"]["200"]["content"]["*/*"]["schema"]["format"] == "binary"
    assert got["Content-Disposition"].startswith("attachment") and got["Content-Type"] == "application/pdf"


def test_what_the_bureau_keeps_and_what_is_of_another_application_is_not_there(
    scene: Scene, program: Client, paused: Application
) -> None:
    kept = Evidence.objects.get(for_firm=False)
    other = scene.filed()
    for number, file in (
        (paused.number, kept.file_id),
        (paused.number, other.papers.exclude(file=None)[0].file_id),
        (other.number, Evidence.objects.get(for_firm=True).file_id),
    ):
        assert program.get(f"{V1}/applications/{number}/files/{file}").status_code == 404
    somebody = make_user(None, name="else")
    Authorisation.objects.create(
        user=somebody, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    stranger = with_token(somebody, scene.office.other_firm)
    given = Evidence.objects.get(for_firm=True)
    assert stranger.get(f"{V1}/applications/{paused.number}/files/{given.file_id}").status_code == 404


def test_a_file_not_scanned_yet_says_so(program: Client, paused: Application) -> None:
    given = Evidence.objects.get(for_firm=True)
    Attachment.objects.filter(pk=given.file_id).update(state="quarantined")
    answer = program.get(f"{V1}/applications/{paused.number}/files/{given.file_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "files.quarantined")
