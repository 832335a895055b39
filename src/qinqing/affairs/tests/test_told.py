"""Who is told of what: the firm of every step, staff of what is theirs, the unit judged nothing of whoever rated it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.models import Authorisation
from qinqing.accounts.roles import Role
from qinqing.affairs.models import CorrectionPoint
from qinqing.affairs.services import (
    accepting,
    correcting,
    deciding,
    demanding,
    drafts,
    filing,
    problems,
    rating,
    running,
)
from qinqing.affairs.tests.scene import ITEM, Scene, answers, papers
from qinqing.notices.kinds import FORGOTTEN, kind_of, kinds
from qinqing.notices.models import Notice
from qinqing.notices.telling import message
from tests.support.people import make_actor, make_user

pytestmark = pytest.mark.django_db
WHY = ("符合条件。", "实施办法第十六条")


def told(actor: Actor) -> list[str]:
    kinds_told = Notice.objects.filter(user=actor.user).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("affairs.") for kind in kinds_told]


def test_a_firm_is_told_of_every_step_and_its_handler_of_what_the_firm_does(scene: Scene) -> None:
    case = scene.filed()
    correcting.notify_correction(scene.clerk, case, 1, [("field:contact_phone", "错"), ("other", "照片")])
    one, two = CorrectionPoint.objects.order_by("place")
    correcting.answer_correction(scene.firm, one, 2, "0374-0000000")
    correcting.answer_correction(scene.firm, two, 3, "没有")
    accepting.accept(scene.clerk, case, 4)
    running.pause(scene.clerk, case, 5, "hearing", "通知书", 10)
    running.resume(scene.clerk, case, 6, "hearing")
    running.extend(scene.head, case, 7, "情况复杂")
    deciding.propose_decision(scene.clerk, case, 8, "granted", *WHY)
    deciding.decide(scene.chief, case, 9, "granted", *WHY)
    deciding.deliver(scene.clerk, case, 10)
    assert told(scene.firm) == [
        "correction",
        "accepted",
        "paused",
        "resumed",
        "extended",
        "decided",
        "delivered",
    ]
    assert told(scene.clerk) == ["assigned", "answered", "corrected"]
    assert told(scene.chief) == ["proposed"] and told(scene.outsider) == told(scene.watcher) == []


def test_handed_on_firm_and_new_handler_are_told(scene: Scene) -> None:
    running.transfer(scene.chief, scene.accepted(), 2, scene.outsider.user.official, "轮岗")
    assert told(scene.firm)[-1] == "transferred" and told(scene.outsider) == ["handed_on"]


def test_what_staff_entered_the_firm_is_asked_to_confirm(scene: Scene) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    case = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    filing.confirm_entered(scene.firm, case, 1)
    assert told(scene.firm) == ["entered"] and told(scene.clerk) == ["confirmed"]


def test_a_slip_the_counter_entered_is_told_to_the_firm_that_is_said_to_have_signed_it(scene: Scene) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    case = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    filing.confirm_entered(scene.clerk, case, 1, "回执 0012")
    assert told(scene.firm) == ["entered", "slip"]


def test_agents_in_force_are_told_and_others_are_not(scene: Scene) -> None:
    today = timezone.localdate()
    agent, former, revoked, left = (make_user(None) for _ in range(4))
    given = {
        "enterprise": scene.office.firm,
        "since": today - timedelta(days=9),
        "approved_at": timezone.now(),
    }
    Authorisation.objects.create(user=agent, agent=True, until=today, **given)
    Authorisation.objects.create(user=former, agent=True, until=today - timedelta(days=1), **given)
    Authorisation.objects.create(user=revoked, agent=True, until=today, revoked_at=timezone.now(), **given)
    Authorisation.objects.create(user=left, **given)
    left.is_active = False
    left.save()
    scene.accepted()
    firm = [scene.firm.user.pk, agent.pk]
    assert sorted(Notice.objects.filter(kind="affairs.accepted").values_list("user", flat=True)) == firm


def test_a_second_notice_that_was_opened_is_told_to_the_handler(scene: Scene) -> None:
    case = scene.filed()
    correcting.notify_correction(scene.clerk, case, 1, [("field:contact_phone", "错")])
    correcting.answer_correction(scene.firm, CorrectionPoint.objects.get(), 2, "0374-0000000")
    correcting.open_second_notice(scene.chief, case, 3, "情况有变")
    assert told(scene.clerk)[-1] == "opened"


def test_a_poor_rating_is_told_to_supervision_alone_and_names_nothing(scene: Scene) -> None:
    inside = make_actor(Role.SUPERVISOR, scene.office.officials["clerk"])
    poor = rating.rate(scene.firm, scene.decided(), 2, "慢", real_name=False)
    assert told(scene.watcher) == ["poor"] and "poor" not in told(inside) + told(scene.chief)
    rating.ask_to_put_right(scene.watcher, poor, "请备齐表格")
    rating.contest_rating(scene.chief, poor, "不是本科室")
    assert told(scene.chief)[-1] == "asked" and told(scene.watcher) == ["poor", "contested"]
    about = Notice.objects.filter(kind__in=("affairs.poor", "affairs.asked", "affairs.contested"))
    assert {*about.values_list("about", flat=True)} == {""}


def test_a_good_rating_is_told_to_nobody(scene: Scene) -> None:
    rating.rate(scene.firm, scene.decided(), 3)
    assert told(scene.watcher) == []


def test_a_problem_is_told_to_its_owner_and_its_answer_to_the_firm(scene: Scene) -> None:
    second = make_actor(Role.SUPERVISOR, scene.office.officials["lawyer"])
    problem = problems.raise_problem(scene.firm, scene.office.firm, "没有人答复")
    owner, other = (
        (scene.watcher, second) if problem.owner == scene.watcher.user.official else (second, scene.watcher)
    )
    problem = problems.hand_on_problem(owner, problem, other.user.official, "出差")
    problem = problems.answer_problem(other, problem, "已经答复")
    problems.confirm_problem(scene.firm, problem, False, "没有")
    assert told(owner) == ["problem"] and told(other) == ["problem", "problem_said"]
    assert told(scene.firm) == ["problem_answered"]


def test_a_refused_act_tells_nobody(scene: Scene) -> None:
    case = scene.filed()
    before = Notice.objects.count()
    with pytest.raises(Exception, match=r"application\.changed"):
        accepting.accept(scene.clerk, case, 99)
    assert Notice.objects.count() == before


def test_no_message_holds_a_word_of_the_case(scene: Scene, settings: Any) -> None:
    """Fixed words, a number and a link: whatever people wrote stays on the platform."""
    marker, settings.SITE_URL = "机密词ZQX", "https://q.example.cn"
    case = scene.filed(contact_name=marker)
    correcting.notify_correction(scene.clerk, case, 1, [("field:contact_phone", marker), ("other", marker)])
    for point in CorrectionPoint.objects.order_by("place"):
        case.refresh_from_db()
        correcting.answer_correction(
            scene.firm, point, case.version, marker if point.about == "other" else "1"
        )
    case.refresh_from_db()
    accepting.accept(scene.clerk, case, case.version)
    demanding.record_demand(scene.firm, case, case.version + 1, marker)
    problems.raise_problem(scene.firm, scene.office.firm, marker, case)
    case.refresh_from_db()
    deciding.decide(scene.chief, case, case.version, "refused", marker, marker)
    rating.rate(scene.firm, case, 1, marker)
    assert Notice.objects.count() > 6
    for notice in Notice.objects.all():
        said = "".join(message(notice)) + notice.kind + notice.about
        assert marker not in said and scene.office.firm.name not in said and ITEM not in said


def test_every_kind_that_is_used_has_words(scene: Scene) -> None:
    assert all(kind_of(key).says != FORGOTTEN and kind_of(key).says.en for key in kinds())
    assert kind_of("due:decision.soon").says.zh and kind_of("due:decision.gone").says == FORGOTTEN
    assert kind_of("gone.kind").says == FORGOTTEN and kind_of("gone.kind").address("1") == ""
