"""From a draft to an application: what is refused, what is filled in, and that pressing twice files once."""

from __future__ import annotations

import pytest

from qinqing.accounts.roles import Role
from qinqing.affairs.models import Application, Draft, Paper
from qinqing.affairs.offered import item_of
from qinqing.affairs.selectors.held import form_for
from qinqing.affairs.services import drafts, filing
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers, attached, papers
from qinqing.files.models import Attachment
from qinqing.files.permissions import may_open
from qinqing.record.models import Entry
from qinqing.refusals import Refused
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db


def test_a_filed_application_waits_for_its_first_answer(scene: Scene) -> None:
    application = scene.filed()
    assert (application.state, application.received_on) == ("received", NOON.date())
    assert str(application.act_by) == "2026-10-27"  # five working days
    assert application.number == "2026-000001" and application.version == 1


def test_filing_consumes_the_draft(scene: Scene) -> None:
    scene.filed()
    assert Draft.objects.count() == 0


def test_pressed_twice_it_is_one_application_and_one_entry(scene: Scene) -> None:
    key = scene.draft().key
    first = filing.file_application(scene.firm, key)
    assert filing.file_application(scene.firm, key).pk == first.pk
    assert Application.objects.count() == Entry.objects.filter(type="affairs.file").count() == 1


def test_sent_again_by_a_program_it_is_one_application(scene: Scene) -> None:
    sent = [
        filing.file_in_one(
            scene.firm, scene.office.firm, ITEM, "order-7", answers(ITEM), papers(scene.firm, ITEM)
        )
        for _ in range(2)
    ]
    assert sent[0].pk == sent[1].pk and Draft.objects.count() == 0


def test_somebody_elses_key_opens_nothing(scene: Scene) -> None:
    application = scene.filed()
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        filing.file_application(scene.outsider, application.key)


def test_what_is_missing_is_said_all_at_once(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    with pytest.raises(Refused) as refused:
        filing.file_application(scene.firm, draft.key)
    assert refused.value.code == "application.incomplete"
    assert len(refused.value.problems) > 5 and Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("total_area_m2", "很大"),
        ("total_area_m2", "-3"),
        ("total_area_m2", "1e9"),
        ("building_kind", "palace"),
    ],
)
def test_answers_of_the_wrong_kind_are_refused(scene: Scene, key: str, value: str) -> None:
    draft = scene.draft("cad-offsite-approval", **{key: value})
    with pytest.raises(Refused, match=r"application\.not_right"):
        filing.file_application(scene.firm, draft.key)


def test_what_the_guide_does_not_ask_is_not_saved(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    with pytest.raises(Refused, match=r"draft\.unknown"):
        drafts.save_draft(scene.firm, draft, {"favourite_colour": "红"})


def test_nothing_classified_is_saved(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    with pytest.raises(Refused, match=r"application\.classified"):
        drafts.save_draft(scene.firm, draft, {"contact_name": "防护等级六级"})


def test_a_paper_that_is_never_online_is_no_file(scene: Scene) -> None:
    item = "cad-peacetime-registration"
    draft = scene.draft(item)
    drafts.save_draft(
        scene.firm, draft, {}, {"use_agreement": {"how": "file", "files": [attached(scene.firm)]}}
    )
    with pytest.raises(Refused, match=r"application\.classified"):
        filing.file_application(scene.firm, draft.key)


def test_a_paper_that_is_never_online_is_awaited_at_the_counter(scene: Scene) -> None:
    application = scene.filed("cad-peacetime-registration")
    paper = Paper.objects.get(application=application, paper="use_agreement")
    assert (paper.how, paper.counter_no) == ("counter", "")


def test_the_register_is_filled_in(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    assert draft.fields["enterprise_name"] == scene.office.firm.name


def test_the_second_application_asks_for_three_fifths_less(scene: Scene) -> None:
    item = item_of("cad-offsite-approval")
    first = form_for(scene.office.firm, item).asked
    scene.filed("cad-offsite-approval")
    second = form_for(scene.office.firm, item).asked
    assert second <= first * 0.4, (first, second)


def test_another_firms_draft_is_nobodys_to_save(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        drafts.save_draft(scene.outsider, draft, {})


def test_control_characters_do_not_reach_the_database(scene: Scene) -> None:
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    assert drafts.save_draft(scene.firm, draft, {"contact_name": "张\x00三"}).fields["contact_name"] == "张三"


def test_what_staff_enter_waits_for_the_firm(scene: Scene) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    application = filing.enter_for_enterprise(scene.clerk, draft.key, "phone")
    assert application.confirmed_at is None and application.channel == "phone"
    confirmed = filing.confirm_entered(scene.firm, application, application.version)
    assert confirmed.confirmed_at is not None


def test_staff_confirm_by_the_slip_the_firm_signed_only(scene: Scene) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    application = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    with pytest.raises(Refused, match=r"step\.no_words"):
        filing.confirm_entered(scene.clerk, application, application.version)
    assert filing.confirm_entered(scene.clerk, application, 1, "回执 0012").confirmed_at


def test_staff_do_not_file_as_the_firm(scene: Scene) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    with pytest.raises(Refused, match=r"affairs\.not_yours"):
        filing.file_application(scene.clerk, draft.key)


def test_an_item_nobody_takes_is_refused(scene: Scene) -> None:
    draft = scene.draft("cad-scrapping")
    with pytest.raises(Refused, match=r"affairs\.no_unit"):
        filing.file_application(scene.firm, draft.key)


def test_another_persons_file_is_not_named_in_a_draft(scene: Scene) -> None:
    """Whoever could name it would read it through an application of their own."""
    theirs = attached(scene.outsider)
    draft = drafts.open_draft(scene.firm, scene.office.firm, ITEM)
    for file in (theirs, "file-1", "../../etc/passwd"):
        with pytest.raises(Refused, match=r"draft\.unknown"):
            drafts.save_draft(scene.firm, draft, {}, {"project_approval": {"how": "file", "files": [file]}})


def test_an_attachment_opens_to_the_firm_and_to_whoever_serves_it(scene: Scene) -> None:
    application = scene.filed()
    file = application.papers.filter(how="file").first().file
    opens = [may_open(getattr(scene, who), file) for who in ("firm", "clerk", "chief", "watcher", "outsider")]
    assert opens == [True, True, True, True, False]


def test_before_filing_an_attachment_opens_to_the_firms_people(scene: Scene) -> None:
    draft = scene.draft()
    file = Attachment.objects.get(pk=next(iter(draft.papers.values()))["files"][0])
    agent = make_actor(Role.ENTERPRISE)
    assert may_open(agent, file) and not may_open(scene.clerk, file)
