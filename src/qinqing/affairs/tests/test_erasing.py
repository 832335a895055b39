"""An individual's business is a person: what it filed and said goes with them, once nothing is under way or kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import Authorisation
from qinqing.accounts.roles import Role
from qinqing.accounts.services import erasing
from qinqing.affairs.models import Application, CorrectionPoint, Paper
from qinqing.affairs.services import accepting, correcting, deciding, drafts, filing, papers, problems, rating
from qinqing.affairs.services.correcting import Answered
from qinqing.affairs.services.engaging import record_own_intermediary
from qinqing.affairs.services.papers import OWNER
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers, engagement
from qinqing.affairs.tests.scene import papers as papers_for
from qinqing.files import store
from qinqing.files.models import Attachment
from qinqing.files.services import receive
from qinqing.files.tests.conftest import upload
from qinqing.organisations.models import Enterprise
from qinqing.record.folding import compare, fold_all
from qinqing.record.stock import take_stock
from qinqing.refusals import Refused
from tests.support.people import make_actor

# Free pages are cleaned outside a transaction.
pytestmark = pytest.mark.django_db(transaction=True)
MARK = "抹ZQ去"
RETENTION = "values:\n  case_file_retention_years: {2000-01-01: 1}\n"


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.FOLDER = settings.HOME = tmp_path
    settings.STATIC_ROOT, settings.ATTACHMENTS = tmp_path / "static", tmp_path / "files"
    settings.PEOPLE_KEYS, settings.KEY_BACKUPS = tmp_path / "people", tmp_path / "copies"
    settings.ERASURES, settings.FACTS_FOLDER = tmp_path / "erasures.jsonl", tmp_path / "facts"


@pytest.fixture
def business(scene: Scene) -> Enterprise:
    firm = scene.office.firm
    Enterprise.objects.filter(pk=firm.pk).update(ownership="individual", name="王麻子小吃店")
    firm.refresh_from_db()
    return firm


def ended(scene: Scene) -> Application:
    """Decided and rated, with a real file, a draft beside it and a problem that is settled."""
    file = receive(scene.firm, upload(f"{MARK}.pdf"), owner=OWNER)
    draft = scene.draft(contact_name=MARK)
    draft = drafts.save_draft(
        scene.firm, draft, {}, {"safety_plan": {"how": "file", "files": [str(file.pk)]}}
    )
    application = filing.file_application(scene.firm, draft.key)
    application = accepting.accept(scene.clerk, application, application.version)
    why = (application.version, "granted", MARK, "第十六条", f"证{MARK}")
    application = deciding.decide(scene.chief, application, *why)
    rating.rate(scene.firm, application, 1, MARK)
    problem = problems.raise_problem(scene.firm, scene.office.firm, MARK, application)
    problem = problems.answer_problem(scene.watcher, problem, MARK)
    problems.confirm_problem(scene.firm, problem, True, MARK)
    drafts.save_draft(
        scene.firm, drafts.open_draft(scene.firm, scene.office.firm, ITEM), {"contact_name": MARK}
    )
    return application


def erase(business: Enterprise) -> list[Path]:
    asks, agrees = make_actor(Role.REVIEWER), make_actor(Role.SECURITY_ADMIN)
    take_stock()  # of what tests make past the services
    return erasing.agree_to_erasure(agrees, erasing.ask_erasure(asks, business.key, "withdrawn", "注销"))


def said() -> str:
    """Every row of the two apps."""
    models = [model for label in ("affairs", "files") for model in apps.get_app_config(label).get_models()]
    rows = [row for model in models for row in model._default_manager.values()]
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_what_is_under_way_and_what_is_kept_is_not_erased(
    scene: Scene, business: Enterprise, own_installation: Path
) -> None:
    application = scene.filed()
    with pytest.raises(Refused, match=r"erase\.kept") as why:
        erase(business)
    assert application.number in str(why.value) and "还在办理" in str(why.value)
    (own_installation / "values.yaml").write_text(RETENTION, encoding="utf-8")
    ended(scene)
    with pytest.raises(Refused, match="案卷依规定保存到 2027-10-20"):
        erase(business)


def test_after_that_nothing_of_it_is_left_and_the_log_still_holds(
    scene: Scene, business: Enterprise, own_installation: Path, frozen_clock: Any, settings: Any
) -> None:
    (own_installation / "values.yaml").write_text(RETENTION, encoding="utf-8")
    application = ended(scene)
    assert said().count(MARK) > 8 and any(path.is_file() for path in settings.ATTACHMENTS.rglob("*"))
    frozen_clock.shift(400 * 86_400)
    assert erase(business) == []
    assert MARK not in said() and business.name not in said()
    assert [path for path in settings.ATTACHMENTS.rglob("*") if path.is_file()] == []
    assert {one.standing for one in Attachment.objects.filter(papers__application=application)} == {"erased"}
    folded = fold_all()
    assert [*folded.faults, *compare(folded)] == []
    now = Application.objects.get(pk=application.pk)
    assert (now.outcome, now.fields, now.decided_on) == ("granted", {}, application.decided_on)


def test_what_was_asked_named_and_drafted_goes_too(
    scene: Scene, business: Enterprise, own_installation: Path, frozen_clock: Any, settings: Any
) -> None:
    (own_installation / "values.yaml").write_text(RETENTION, encoding="utf-8")
    application = scene.filed()
    Application.objects.update(channel="counter")  # so the counter may answer for it
    record_own_intermediary(scene.firm, business, engagement(MARK))
    counter = application.papers.filter(how="counter", counter_no="").first()
    assert counter
    papers.receive_paper(scene.clerk, counter, 1, MARK)
    correcting.notify_correction(scene.clerk, application, 2, [("other", MARK)])
    point = CorrectionPoint.objects.get()
    correcting.answer_for_enterprise(scene.clerk, application, 3, [Answered(point.pk, MARK)], MARK)
    deciding.withdraw(scene.firm, application, 4, MARK)
    file = receive(scene.firm, upload(f"{MARK}.pdf"), owner=OWNER)
    drafts.save_draft(
        scene.firm, scene.draft(), {}, {"safety_plan": {"how": "file", "files": [str(file.pk)]}}
    )
    assert Paper.objects.filter(counter_no=MARK).exists() and said().count(MARK) > 5
    frozen_clock.shift(400 * 86_400)
    erase(business)
    assert MARK not in said()
    assert [path for path in settings.ATTACHMENTS.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("filed", [True, False])
def test_a_file_another_firm_gave_too_stays_with_it(
    scene: Scene, business: Enterprise, own_installation: Path, frozen_clock: Any, filed: bool
) -> None:
    (own_installation / "values.yaml").write_text(RETENTION, encoding="utf-8")
    application = ended(scene)
    file = Attachment.objects.get(papers__application=application, name=f"{MARK}.pdf")
    other = scene.office.other_firm
    since = NOON.date()
    Authorisation.objects.create(user=scene.firm.user, enterprise=other, since=since, approved_at=NOON)
    agent = actor_of(scene.firm.user)
    given = papers_for(agent, ITEM) | {"safety_plan": {"how": "file", "files": [str(file.pk)]}}
    draft = drafts.save_draft(agent, drafts.open_draft(agent, other, ITEM), answers(ITEM), given)
    if filed:
        filing.file_application(agent, draft.key)
    frozen_clock.shift(400 * 86_400)
    erase(business)
    file.refresh_from_db()
    assert file.name == f"{MARK}.pdf" and store.path_of(file.sha256, file.pk).exists()
