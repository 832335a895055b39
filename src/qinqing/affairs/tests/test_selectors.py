"""Lists, figures and caseloads: what they show, in which order, and that an index serves them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from qinqing.affairs.models import Application, Rating
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.published import statistics
from qinqing.affairs.selectors.caseload import caseloads
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.figures import going_of
from qinqing.affairs.selectors.lists import (
    Urgency,
    WorkFilter,
    own_applications,
    urgency,
    visible_applications,
    worklist,
)
from qinqing.affairs.services import correcting
from qinqing.affairs.tests.scene import ITEM, NOON, Scene
from qinqing.oversight.records import FEWEST_CASES

pytestmark = pytest.mark.django_db


def some(scene: Scene, count: int, **given: Any) -> list[Application]:
    """Rows as they would stand after their steps; for lists, which read columns only."""
    start = Application.objects.count()
    rows = [
        Application(
            **{
                "number": f"X-{start + n:06d}",
                "key": f"key-{start + n}",
                "enterprise": scene.office.firm,
                "item": ITEM,
                "department": scene.office.departments["works"],
                "handler": scene.office.clerk,
                "filed_by": scene.firm.user,
                "confirmed_at": NOON,
                "received_at": NOON,
                "received_on": NOON.date() - timedelta(days=60),
                "act_by": NOON.date() + timedelta(days=n % 40),
            }
            | given
        )
        for n in range(count)
    ]
    return Application.objects.bulk_create(rows)


def by_indexes(*without: str) -> None:
    """What a query would do among very many rows, asked among a few hundred: among one or two any index is as good."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE affairs_application")
            for way in ("seqscan", *without):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def ended(scene: Scene, count: int, days: int, **given: Any) -> list[Application]:
    received = NOON.date() - timedelta(days=60)
    decided = {
        "state": "decided",
        "decided_on": received + timedelta(days=days),
        "ended_on": received + timedelta(days=days),
        "outcome": "granted",
        "reason": "符合",
        "articles": "第一条",
        "decided_by": scene.chief.user,
        "due_on": received + timedelta(days=28),
        "act_by": NOT_OUR_TURN,
    }
    return some(scene, count, **(decided | given))


# lists


def test_the_most_urgent_comes_first_and_what_waits_for_the_firm_last(scene: Scene) -> None:
    waits, late, later = (
        some(scene, 1, act_by=day)[0]
        for day in (NOT_OUR_TURN, NOON.date() - timedelta(days=1), NOON.date() + timedelta(days=1))
    )
    assert [*worklist(scene.clerk)] == [late, later, waits]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 19), Urgency.LATE),
        (date(2026, 10, 20), Urgency.TODAY),
        (date(2026, 10, 23), Urgency.SOON),
        (date(2026, 10, 26), Urgency.IN_TIME),
        (NOT_OUR_TURN, Urgency.WAITING),
    ],
)
def test_urgency_is_a_word(scene: Scene, day: date, expected: Urgency) -> None:
    assert urgency(Application(act_by=day), NOON.date()) == expected


def test_a_worklist_is_the_units_own(scene: Scene) -> None:
    application = scene.filed()
    assert [*worklist(scene.clerk)] == [*worklist(scene.chief)] == [*worklist(scene.head)] == [application]
    assert [*worklist(scene.outsider)] == [*worklist(scene.firm)] == []


def test_what_has_ended_leaves_the_worklist(scene: Scene) -> None:
    scene.decided()
    assert [*worklist(scene.clerk)] == []


def test_filters_narrow_a_worklist(scene: Scene) -> None:
    late = some(scene, 1, act_by=NOON.date() - timedelta(days=3))[0]
    free = some(scene, 1, handler=None)[0]
    assert [*worklist(scene.clerk, WorkFilter(late_on=NOON.date()))] == [late]
    assert [*worklist(scene.clerk, WorkFilter(unassigned=True))] == [free]
    assert [*worklist(scene.clerk, WorkFilter(mine=True))] == [late]
    assert [*worklist(scene.clerk, WorkFilter(item="cad-scrapping"))] == []


def test_a_firm_sees_its_own_and_supervision_all(scene: Scene) -> None:
    application = scene.filed()
    assert [*own_applications(scene.firm)] == [*visible_applications(scene.watcher)] == [application]
    assert [*visible_applications(scene.outsider)] == []


@pytest.mark.parametrize(("mine", "index"), [(False, "open_of_unit"), (True, "open_of_handler")])
def test_an_index_brings_the_worklist_in_order(scene: Scene, mine: bool, index: str) -> None:
    """Nothing is sorted, whatever the number of rows."""
    some(scene, 300)
    by_indexes("sort", "incremental_sort")
    plan = worklist(scene.clerk, WorkFilter(mine=mine))[:50].explain()
    assert index in plan, plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan, plan


def test_a_case_is_told_in_six_questions(scene: Scene, django_assert_max_num_queries: Any) -> None:
    application = scene.filed()
    correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "少一位")])
    with django_assert_max_num_queries(6):
        case = case_of(Application.objects.get())
    assert (len(case.steps), case.told.state) == (2, "awaiting_correction")


def test_a_case_is_accepted_by_law_before_anybody_wrote_it_down(scene: Scene, frozen_clock: Any) -> None:
    scene.filed()
    frozen_clock.move_to(datetime.fromisoformat("2026-10-28T09:00:00+08:00"))
    assert case_of(Application.objects.get()).application.accepted_on == date(2026, 10, 20)


# figures


def test_below_the_fewest_nothing_is_said(scene: Scene) -> None:
    ended(scene, FEWEST_CASES - 1, days=10)
    assert going_of(ITEM, "day") is None


def test_what_is_still_open_counts_in_how_long_it_takes(scene: Scene) -> None:
    ended(scene, 11, days=10)
    some(scene, 9, due_on=NOON.date() - timedelta(days=1))
    going = going_of(ITEM, "day")
    assert going and (going.median, going.ninetieth, going.still_open) == (10, None, 9)
    assert (going.late, going.due) == (9, 20)


def test_days_are_counted_in_the_items_own_unit(scene: Scene) -> None:
    ended(scene, FEWEST_CASES, days=14)
    going = going_of(ITEM, "workday")
    assert going and (going.unit, going.median) == ("workday", 10)


def test_what_was_withdrawn_says_nothing_about_how_fast_decisions_are(scene: Scene) -> None:
    ended(scene, 10, days=20)
    ended(scene, 10, days=1, state="withdrawn", outcome="withdrawn", decided_on=None)
    going = going_of(ITEM, "day")
    assert going and going.median == 20


def test_returns_before_filing_count(scene: Scene) -> None:
    from qinqing.affairs.services.demanding import record_precheck

    ended(scene, FEWEST_CASES, days=10)
    works = scene.office.departments["works"]
    record_precheck(scene.clerk, "returned", ITEM, scene.office.firm, works, "先不收")
    going = going_of(ITEM, "day")
    assert going and (going.returned, going.cases) == (1, FEWEST_CASES + 1)


# caseloads


def test_a_leader_sees_lateness_with_its_interval_and_no_false_rank(scene: Scene) -> None:
    ended(scene, 8, days=10)
    ended(scene, 6, days=40, handler=scene.office.chief)
    ended(scene, 2, days=10, handler=scene.office.chief)
    chief, clerk = caseloads(scene.chief)
    assert (clerk.late, clerk.decided, chief.late, chief.decided) == (0, 8, 6, 8)
    assert clerk.lateness and clerk.lateness.high > 0.3
    assert (chief.place.best, clerk.place.worst) == (2, 1)  # 6 of 8 against none: told apart
    ended(scene, 1, days=40)
    assert [(load.place.best, load.place.worst) for load in caseloads(scene.chief)] != [(1, 2), (1, 2)]


def test_two_late_of_four_are_not_told_apart_from_none(scene: Scene) -> None:
    ended(scene, 4, days=10)
    ended(scene, 2, days=40, handler=scene.office.chief)
    ended(scene, 2, days=10, handler=scene.office.chief)
    assert {(load.place.best, load.place.worst) for load in caseloads(scene.chief)} == {(1, 2)}


def rated(scene: Scene, count: int, day: date, good: int = 1) -> None:
    """So many ratings, the lowest grade but for `good` of them."""
    for place, application in enumerate(ended(scene, count, days=10)):
        Rating.objects.create(
            application=application,
            department=application.department,
            grade=5 if place < good else 1,
            real_name=True,
            rated_by=scene.firm.user,
            rated_at=NOON,
            rated_on=day,
        )


@pytest.mark.parametrize(
    ("count", "good", "shown"), [(4, 1, False), (5, 1, True), (5, 5, True), (5, 0, False)]
)
def test_ratings_of_a_small_group_or_poor_throughout_are_not_shown(
    scene: Scene, count: int, good: int, shown: bool
) -> None:
    rated(scene, count, date(2026, 9, 30), good)
    assert (caseloads(scene.chief)[0].ratings is not None) == shown


def test_this_months_ratings_are_not_shown_yet(scene: Scene) -> None:
    rated(scene, 9, date(2026, 10, 1))
    assert caseloads(scene.chief)[0].ratings is None


def test_where_no_day_is_due_nobody_is_said_to_be_in_time(scene: Scene, client: Client) -> None:
    ended(scene, FEWEST_CASES, days=10, due_on=None)
    told = statistics(ITEM)
    assert told and told.late is None
    assert "还说不准" in client.get(f"/items/{ITEM}/").text
    assert client.get(f"/api/v1/items/{ITEM}/statistics").json()["statistics"]["late"] is None


def test_what_had_no_day_makes_nobody_punctual(scene: Scene) -> None:
    ended(scene, 3, days=40)
    ended(scene, 20, days=10, due_on=None)
    load = caseloads(scene.chief)[0]
    assert (load.decided, load.due, load.late) == (23, 3, 3)
    assert load.lateness and load.lateness.share == 1


def test_a_promise_broken_is_late_where_no_statute_sets_a_day(scene: Scene) -> None:
    ended(scene, 3, days=10, due_on=None, promised_due_on=NOON.date() - timedelta(days=55))
    assert caseloads(scene.chief)[0].late == 3


def test_a_guide_reckons_its_figures_once_and_then_asks_nothing(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    ended(scene, FEWEST_CASES, days=10)
    first = statistics(ITEM)
    assert first and first.median is not None
    with django_assert_num_queries(0):
        assert statistics(ITEM) == first
