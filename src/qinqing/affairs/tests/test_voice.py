"""Ratings and problems: freely given, with a clock of their own, and never shown to the department judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.models import RoleGrant
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Problem, Rating
from qinqing.affairs.selectors.voice import (
    asked_of_unit,
    contested_ratings,
    own_problems,
    poor_ratings,
    problems_open,
    shown_firm,
)
from qinqing.affairs.services import problems, rating
from qinqing.affairs.tests.browsing import browser, page
from qinqing.affairs.tests.scene import NOON, Scene
from qinqing.organisations.models import Official
from qinqing.refusals import Refused
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def poor(scene: Scene, real_name: bool = True) -> Rating:
    return rating.rate(scene.firm, scene.decided(), 1, "跑了三趟", real_name)


def test_a_matter_is_rated_after_it_ended(scene: Scene) -> None:
    with refused("rating.not_over"):
        rating.rate(scene.firm, scene.accepted(), 5)


def test_a_matter_is_rated_once(scene: Scene) -> None:
    given = poor(scene)
    with refused("rating.once"):
        rating.rate(scene.firm, given.application, 5)


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_there_are_five_grades(scene: Scene, grade: int) -> None:
    with refused("rating.no_grade"):
        rating.rate(scene.firm, scene.decided(), grade)


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
def test_only_poor_grades_start_a_clock(scene: Scene, grade: int) -> None:
    given = rating.rate(scene.firm, scene.decided(), grade)
    due = (date(2026, 10, 21), date(2026, 10, 27)) if grade <= 2 else (None, None)
    assert (given.contact_by, given.right_by) == due


def test_an_anonymous_rating_has_no_call_back(scene: Scene) -> None:
    given = poor(scene, real_name=False)
    assert given.contact_by is None and given.right_by
    with refused("rating.anonymous"):
        rating.contact_rater(scene.watcher, given, "请改进")


@pytest.mark.parametrize("who", ["clerk", "chief", "head"])
def test_the_department_judged_is_concerned_and_does_not_call(scene: Scene, who: str) -> None:
    given, actor = poor(scene), getattr(scene, who)
    assert relation_to(actor, given) == "concerned"
    with refused("affairs.not_yours"):
        rating.contact_rater(actor, given, "x")


def test_supervision_of_the_unit_itself_keeps_out(scene: Scene) -> None:
    own = make_actor(Role.SUPERVISOR, scene.office.chief)
    with refused("voice.concerned"):
        rating.contact_rater(own, poor(scene), "x")
    assert [*poor_ratings(own)] == []


def test_a_poor_rating_is_followed_up_and_put_right(scene: Scene) -> None:
    given = rating.contact_rater(scene.watcher, poor(scene), "窗口没有一次说清，请改进告知。")
    given = rating.put_right(scene.chief, given, "已经重写告知单。")
    assert given.contacted_on == given.rectified_on == date(2026, 10, 20)
    with refused("rating.settled"):
        rating.put_right(scene.chief, given, "再来一次")


def test_a_good_rating_asks_nothing_of_the_unit(scene: Scene) -> None:
    with refused("rating.not_poor"):
        rating.contact_rater(scene.watcher, rating.rate(scene.firm, scene.decided(), 5), "x")


def test_a_mistaken_rating_is_contested_and_left_out(scene: Scene) -> None:
    given = rating.contest_rating(scene.chief, poor(scene), "评价的是另一个单位的事")
    assert rating.judge_contest(scene.watcher, given, True, "核对属实").upheld_mistaken is True
    with refused("rating.not_poor"):
        rating.contact_rater(scene.watcher, given, "x")


def test_what_nobody_contested_is_not_judged(scene: Scene) -> None:
    with refused("rating.not_contested"):
        rating.judge_contest(scene.watcher, poor(scene), True, "x")


def test_another_firm_does_not_rate(scene: Scene) -> None:
    with refused("affairs.not_yours"):
        rating.rate(scene.outsider, scene.decided(), 1)


# problems


def raised(scene: Scene) -> Problem:
    return problems.raise_problem(scene.firm, scene.office.firm, "材料交了三次都说不行", scene.accepted())


def test_a_problem_has_an_owner_outside_the_unit_and_a_day(scene: Scene) -> None:
    problem = raised(scene)
    assert (problem.owner, problem.due_on) == (scene.office.officials["watcher"], date(2026, 10, 27))
    assert relation_to(scene.clerk, problem) == relation_to(scene.chief, problem) == "concerned"


def test_without_supervision_free_of_the_matter_nobody_takes_it(scene: Scene) -> None:
    """Somebody of the unit, and a leader above it, supervise too; neither takes it."""
    RoleGrant.objects.filter(user=scene.watcher.user).delete()
    for official in (scene.office.clerk, scene.office.head):
        make_actor(Role.SUPERVISOR, official)
    with refused("problem.no_owner"):
        problems.raise_problem(scene.firm, scene.office.firm, "办不成", scene.accepted())


def test_only_the_firm_says_that_it_is_solved(scene: Scene) -> None:
    problem = problems.answer_problem(scene.watcher, raised(scene), "已协调，今天受理。")
    with refused("affairs.not_yours"):
        problems.confirm_problem(scene.watcher, problem, True)
    assert problems.confirm_problem(scene.firm, problem, True).enterprise_confirmed is True


def test_a_problem_the_firm_denies_is_answered_again(scene: Scene) -> None:
    problem = problems.answer_problem(scene.watcher, raised(scene), "已经解决。")
    with refused("problem.resolved_already"):
        problems.answer_problem(scene.watcher, problem, "还是解决了。")
    problem = problems.confirm_problem(scene.firm, problem, False, "没有人联系我们")
    assert problems.answer_problem(scene.watcher, problem, "重新协调。").enterprise_confirmed is None


def test_a_problem_is_not_handed_to_the_unit_it_is_about(scene: Scene) -> None:
    problem = raised(scene)
    with refused("voice.concerned"):
        problems.hand_on_problem(scene.watcher, problem, scene.office.chief, "请自查")
    lawyer = scene.office.officials["lawyer"]
    with refused("problem.no_such_owner"):
        problems.hand_on_problem(scene.watcher, problem, lawyer, "他不是督查")
    make_actor(Role.SUPERVISOR, lawyer)
    assert problems.hand_on_problem(scene.watcher, problem, lawyer, "法规科熟悉").transfers == 1


def test_a_problem_about_nothing_in_particular_is_taken_too(scene: Scene) -> None:
    problem = problems.raise_problem(scene.firm, scene.office.firm, "不知道该找谁")
    assert (problem.department, problem.number) == (None, "N2026-000001")


def second(scene: Scene) -> Actor:
    """Another supervisor without a part in it."""
    return make_actor(Role.SUPERVISOR, scene.office.officials["lawyer"])


def leaves(scene: Scene, on: str) -> None:
    Official.objects.filter(pk=scene.watcher.official_id).update(until=on)


def test_who_has_left_is_not_made_its_owner(scene: Scene) -> None:
    leaves(scene, "2026-10-19")
    with refused("problem.no_owner"):
        raised(scene)
    other = second(scene)
    assert raised(scene).owner_id == other.official_id


def test_once_its_owner_left_another_takes_it_and_answers(scene: Scene) -> None:
    problem, other = raised(scene), second(scene)
    with refused("problem.in_hand"):
        problems.hand_on_problem(other, problem, other.user.official, "我来办")
    leaves(scene, "2026-10-19")
    problem = problems.hand_on_problem(other, problem, other.user.official, "承办人离任")
    assert problems.answer_problem(other, problem, "已经协调。").resolved_on == date(2026, 10, 20)


def test_an_owner_who_supervises_no_more_is_none(scene: Scene) -> None:
    problem, other = raised(scene), second(scene)
    RoleGrant.objects.filter(user=scene.watcher.user).delete()
    with refused("affairs.not_yours"):
        problems.answer_problem(replace(scene.watcher, roles=frozenset()), problem, "x")
    assert problems.hand_on_problem(other, problem, other.user.official, "接手").owner_id == other.official_id


def test_past_its_day_another_may_hand_it_on_and_only_the_owner_answers(
    scene: Scene, frozen_clock: Any
) -> None:
    problem, other = raised(scene), second(scene)
    frozen_clock.move_to(NOON.replace(day=28))
    with refused("affairs.not_yours"):
        problems.answer_problem(other, problem, "x")
    assert problems.hand_on_problem(other, problem, other.user.official, "超期").owner_id == other.official_id
    with refused("affairs.not_yours"):
        problems.answer_problem(scene.watcher, problem, "x")


@pytest.mark.parametrize("who", ["clerk", "chief", "outsider", "firm"])
def test_nobody_but_supervision_hands_on(scene: Scene, frozen_clock: Any, who: str) -> None:
    problem, to = raised(scene), second(scene).user.official
    frozen_clock.move_to(NOON.replace(day=28))
    with refused("affairs.not_yours"):
        problems.hand_on_problem(getattr(scene, who), problem, to, "x")


def test_supervision_of_the_unit_neither_sees_nor_hands_on(scene: Scene, frozen_clock: Any) -> None:
    problem, own = raised(scene), make_actor(Role.SUPERVISOR, scene.office.chief)
    frozen_clock.move_to(NOON.replace(day=28))
    assert [*problems_open(own)] == []
    assert browser(own).get(f"/gw/affairs/problems/{problem.number}/").status_code == 404
    with refused("affairs.not_yours"):
        problems.hand_on_problem(own, problem, second(scene).user.official, "x")


def test_it_is_not_handed_to_whoever_has_left_or_has_it(scene: Scene) -> None:
    problem, other = raised(scene), second(scene)
    with refused("problem.no_such_owner"):
        problems.hand_on_problem(scene.watcher, problem, scene.watcher.user.official, "x")
    Official.objects.filter(pk=other.official_id).update(until="2026-10-19")
    with refused("problem.no_such_owner"):
        problems.hand_on_problem(scene.watcher, problem, other.user.official, "x")


def test_a_firms_no_starts_a_new_round_and_its_first_day_is_judged_by(
    scene: Scene, frozen_clock: Any
) -> None:
    problem = raised(scene)
    frozen_clock.move_to(NOON.replace(day=29))
    problems.answer_problem(scene.watcher, problem, "好了")
    problem = problems.confirm_problem(scene.firm, problem, False, "没好")
    assert (problem.due_on, problem.answer_by) == (date(2026, 10, 27), date(2026, 11, 5))
    with refused("problem.in_hand"):
        problems.hand_on_problem(second(scene), problem, scene.office.officials["lawyer"], "x")


def test_every_supervisor_sees_all_with_the_owners_name_and_their_own_first(scene: Scene) -> None:
    theirs, other = raised(scene), second(scene)
    mine = problems.raise_problem(scene.firm, scene.office.firm, "另一件，不知道该找谁")
    assert mine.owner_id == other.official_id
    assert [*problems_open(scene.watcher)] == [theirs, mine]
    assert [*problems_open(other)] == [mine, theirs]
    text = page(other, "/gw/affairs/problems/")
    assert scene.watcher.user.official.name in text and text.index(mine.number) < text.index(theirs.number)


def test_the_page_offers_each_what_they_may(scene: Scene, frozen_clock: Any) -> None:
    problem, other = raised(scene), second(scene)
    path = f"/gw/affairs/problems/{problem.number}/"
    assert 'name="answer_it"' in page(scene.watcher, path)
    text = page(other, path)
    assert 'name="answer_it"' not in text and 'name="hand_on"' not in text
    assert scene.watcher.user.official.name in text
    leaves(scene, "2026-10-19")
    assert "您自己" in page(other, path)
    form = {"hand_on": "1", "owner": other.user.official.key, "reason": "离任"}
    assert browser(other).post(path, form).status_code == 302
    assert 'name="answer_it"' in page(other, path)


# who is told what


def test_the_unit_reads_what_it_is_asked_and_nothing_that_tells_who(scene: Scene) -> None:
    given = rating.contact_rater(scene.watcher, poor(scene), "请一次说清。")
    (asked,) = asked_of_unit(scene.chief)
    told = str(asked)
    for secret in (scene.office.firm.name, scene.office.firm.key, given.application.number, "跑了三趟"):
        assert secret not in told
    assert asked_of_unit(scene.clerk) == asked_of_unit(scene.watcher) == []


def test_supervision_sees_who_gave_a_name_and_nobody_who_did_not(scene: Scene) -> None:
    named, anonymous = poor(scene), poor(scene, real_name=False)
    assert [*poor_ratings(scene.watcher)] == [named, anonymous]
    assert (shown_firm(named), shown_firm(anonymous)) == (scene.office.firm.name, "")


@pytest.mark.parametrize("who", ["clerk", "chief", "head", "firm", "outsider"])
def test_ratings_are_supervisions_to_read(scene: Scene, who: str) -> None:
    poor(scene)
    assert [*poor_ratings(getattr(scene, who))] == [*contested_ratings(getattr(scene, who))] == []


def test_a_problem_is_in_its_owners_hand_until_the_firm_agrees(scene: Scene) -> None:
    problem = raised(scene)
    assert [*problems_open(scene.watcher)] == [*own_problems(scene.firm)] == [problem]
    assert [*problems_open(scene.chief)] == [*own_problems(scene.outsider)] == []
    problems.answer_problem(scene.watcher, problem, "好了")
    assert [*problems_open(scene.watcher)] == []
    problems.confirm_problem(scene.firm, problem, False)
    assert [*problems_open(scene.watcher)] == [problem]
