"""Single promises of the clock, one sentence each, that a table of figures does not show."""

from __future__ import annotations

from datetime import date

import pytest

from qinqing.clock import Limit, Unit, reckon
from qinqing.clock.tests.asked import event, told
from qinqing.law.values import Values
from qinqing.refusals import Refused, speaking

BOTH = (("received", "2026-07-01"), ("accepted", "2026-07-01"))


def why(reckoning, day: str) -> str:
    wanted = date.fromisoformat(day)
    (stretch,) = (s for s in reckoning.stretches if s.first <= wanted <= s.last)
    return stretch.why.zh


def test_events_after_the_day_asked_about_have_not_happened():
    asked = told(*BOTH, ("paused", "2026-07-08", "testing"), ("decided", "2026-07-20"), on="2026-07-07")
    assert (asked.state, asked.days_used) == ("running", 4)
    assert asked == told(*BOTH, on="2026-07-07")


def test_an_extension_in_time_is_said_of_the_days_it_adds():
    asked = told(*BOTH, ("extended", "2026-07-29", "", 10), on="2026-07-31")
    assert why(asked, "2026-07-30") == "工作日，计入，在延长的时限内。"


def test_an_extension_too_late_is_said_on_its_day():
    asked = told(*BOTH, ("extended", "2026-07-30", "", 10))
    assert why(asked, "2026-07-30") == "工作日，计入，已超过时限。当日的延长在期满之后作出，不起作用。"


def test_a_second_extension_is_judged_by_the_day_the_first_one_set():
    asked = told(*BOTH, ("extended", "2026-07-29", "", 5), ("extended", "2026-08-05", "", 5), on="2026-08-05")
    assert asked.due_on == date(2026, 8, 12)


def test_an_extension_while_the_clock_stands_is_in_time():
    asked = told(
        *BOTH,
        ("paused", "2026-07-15", "hearing"),
        ("extended", "2026-09-01", "", 10),
        ("resumed", "2026-09-02"),
    )
    assert (asked.days_used, asked.days_left) == (10, 20)


def test_a_pause_after_the_limit_leaves_the_day_due_and_what_is_late():
    asked = told(*BOTH, ("paused", "2026-07-31", "testing"), on="2026-08-31")
    assert (asked.state, asked.due_on, asked.late_by) == ("paused", date(2026, 7, 29), 2)


def test_a_pause_nobody_resumed_before_the_decision_leaves_the_day_due_open():
    asked = told(*BOTH, ("paused", "2026-07-08", "testing"), ("decided", "2026-07-20"))
    assert (asked.state, asked.due_on, asked.days_used) == ("decided", None, 5)


def test_a_resumption_after_the_end_changes_nothing():
    events = (*BOTH, ("paused", "2026-07-08", "testing"), ("decided", "2026-07-20"))
    assert told(*events, on="2026-08-01") == told(*events, ("resumed", "2026-07-22"), on="2026-08-01")


def test_the_acceptance_entered_too_late_is_said_on_its_day():
    asked = told(("received", "2026-03-02"), ("accepted", "2026-03-16"))
    assert why(asked, "2026-03-02").startswith("材料齐备之日；逾期未告知补正，自该日起视为受理")
    assert why(asked, "2026-03-16").endswith("当日登记的受理在视为受理之后，不影响时限。")


def test_a_second_notice_before_acceptance_counts():
    asked = told(
        ("received", "2026-03-02"),
        ("correction_notified", "2026-03-04"),
        ("corrected", "2026-03-05"),
        ("correction_notified", "2026-03-09"),
        on="2026-03-31",
    )
    assert asked.state == "awaiting_correction"
    assert [stretch.why.zh[:3] for stretch in asked.stretches] == ["已收到", "已告知", "已收到", "已告知"]


def test_a_transfer_changes_nothing():
    assert told(*BOTH, on="2026-07-31") == told(*BOTH, ("transferred", "2026-07-08"), on="2026-07-31")


def test_a_notice_and_an_acceptance_of_one_day_are_taken_in_the_contracts_order():
    """Received, asked, corrected and accepted on one day, in whatever order written."""
    day = "2026-07-01"
    kinds = ("accepted", "corrected", "received", "correction_notified")
    asked = told(*((kind, day) for kind in kinds), on="2026-07-02")
    assert (asked.state, asked.accepted_on, asked.days_used) == ("running", date(2026, 7, 1), 1)


def test_a_resumption_that_names_no_pause_ends_the_one_that_began_first():
    pauses = (("paused", "2026-07-06", "testing"), ("paused", "2026-07-08", "hearing"))
    asked = told(*BOTH, *pauses, ("resumed", "2026-07-10"), on="2026-07-13")
    assert asked.state == "paused"
    assert why(asked, "2026-07-09").startswith("因听证、检测中止")
    assert why(asked, "2026-07-13").startswith("因听证中止")


def test_every_ground_a_day_stands_for_is_said_with_the_law_it_rests_on():
    asked = told(*BOTH, ("paused", "2026-07-06", "testing"), on="2026-07-07")
    assert why(asked, "2026-07-07") == "因检测中止计时，不计入（《中华人民共和国行政许可法》第四十五条）。"


def test_sentences_are_spoken_in_english_too():
    with speaking("en"):
        said = [str(stretch.why) for stretch in told(*BOTH, on="2026-07-04").stretches]
    assert said == [
        "The day of acceptance: it does not count, counting begins the next day.",
        "A working day: counts.",
        "A weekend: does not count.",
    ]


@pytest.mark.parametrize(
    ("on", "unsure"),
    [
        pytest.param("2026-12-31", None, id="年内：肯定还没有视为受理"),
        pytest.param("2027-01-01", None, id="元旦当天：五日至少数到这一天"),
        pytest.param("2027-01-02", date(2027, 1, 1), id="说不准"),
    ],
)
def test_whether_it_is_accepted_is_unsure_only_from_when_it_may_be(on: str, unsure: date | None):
    assert told(("received", "2026-12-25"), on=on).unsure_from == unsure


def test_where_acceptance_is_unsure_not_even_a_limit_of_no_days_is_due():
    asked = told(("received", "2026-12-25"), ("accepted", "2027-01-12"), n=0)
    assert (asked.due_on, asked.days_used, asked.unsure_from) == (None, 0, date(2027, 1, 1))


def test_accepted_in_time_before_an_unpublished_year_nothing_is_unsure():
    asked = reckon(
        [event("received", "2026-12-25"), event("accepted", "2026-12-31")],
        Limit(15, Unit.DAY),
        on=date(2027, 1, 20),
    )
    assert (asked.due_on, asked.unsure_from, asked.late_by) == (date(2027, 1, 15), None, 5)


def test_late_days_are_counted_as_far_as_they_are_known():
    asked = told(("received", "2026-12-01"), ("accepted", "2026-12-01"), on="2027-03-01")
    assert (asked.due_on, asked.late_by, asked.unsure_from) == (date(2026, 12, 29), 2, date(2027, 1, 1))


def test_where_a_last_day_would_roll_into_an_unpublished_year_it_is_unknown():
    asked = reckon(
        [event("received", "2026-12-20"), event("accepted", "2026-12-20")],
        Limit(15, Unit.DAY, roll=True),
        on=date(2027, 1, 9),
    )
    assert (asked.due_on, asked.unsure_from, asked.days_used, asked.late_by) == (
        None,
        date(2027, 1, 1),
        20,
        0,
    )


def test_before_the_licensing_law_nothing_is_accepted_by_law_and_no_ground_holds():
    assert told(("received", "2004-03-01"), on="2004-04-01").state == "received"
    with pytest.raises(Refused, match=r"clock\.events"):
        told(("received", "2004-03-01"), ("paused", "2004-03-02", "testing"))


def test_a_limit_is_read_from_the_value_with_its_own_unit():
    day = date(2026, 3, 2)
    assert Limit.of_value("lic_decision_wd", day) == Limit(20, Unit.WORKDAY)
    assert Limit.of_value("penalty_decision_days", day) == Limit(90, Unit.DAY)


def test_a_limit_nobody_confirmed_is_refused():
    with pytest.raises(Refused) as caught:
        Limit.of_value("cad_basement_approval_promised_wd", date(2026, 3, 2))
    assert caught.value.code == "clock.unset"


def test_a_limit_the_bureau_confirmed_holds():
    values = Values.load()
    own = Values(values.catalogue, frozenset({"cad_basement_approval_promised_wd"}))
    assert Limit.of_value("cad_basement_approval_promised_wd", date(2026, 3, 2), own) == Limit(10)


@pytest.mark.parametrize("id", ["penalty_hearing_notice_wd", "log_retention_months", "lic_fee_default"])
def test_what_is_no_limit_from_a_day_on_is_refused(id: str):
    with pytest.raises(Refused) as caught:
        Limit.of_value(id, date(2026, 3, 2))
    assert caught.value.code == "clock.no-limit"
