"""Who goes where: recusal, skills, rotation, and why there is nobody."""

from __future__ import annotations

import pytest

from qinqing.draw.inspectors import Teams, refuse_without_team
from qinqing.draw.pool import Enterprise, Inspector, Pool
from qinqing.refusals import Refused

SEEDS = [bytes([n]) * 32 for n in range(200)]
PEOPLE = [Inspector("P1", ("alarm",)), Inspector("P2"), Inspector("P3", ("alarm", "works")), Inspector("P4")]


def teams_of(firm: Enterprise, people: list[Inspector] = PEOPLE, size: int = 2) -> list[tuple[str, ...]]:
    teams = Teams(people, size)
    return [teams.drawn(seed, firm) for seed in SEEDS]


def refused(firm: Enterprise, people: list[Inspector]) -> Refused:
    with pytest.raises(Refused) as caught:
        refuse_without_team(Pool.of([firm], people), 2)
    assert caught.value.code == "draw.no-team"
    return caught.value


def test_a_team_is_two_different_inspectors_and_any_of_them_may_lead():
    teams = teams_of(Enterprise("E1", "A"))
    assert all(len({*team}) == 2 for team in teams)
    assert {team[0] for team in teams} == {"P1", "P2", "P3", "P4"}


def test_whoever_is_recused_never_goes_there():
    people = [*PEOPLE[:3], Inspector("P4", recused_from=("E1",))]
    assert all("P4" not in team for team in teams_of(Enterprise("E1", "A"), people))
    assert any("P4" in team for team in teams_of(Enterprise("E2", "A"), people))


def test_whoever_is_away_never_goes():
    people = [*PEOPLE[:3], Inspector("P4", away="产假")]
    assert all("P4" not in team for team in teams_of(Enterprise("E1", "A"), people))


def test_the_skills_needed_are_there_between_them():
    have = {one.id: {*one.skills} for one in PEOPLE}
    teams = teams_of(Enterprise("E1", "A", needs=("alarm", "works")))
    assert all({"alarm", "works"} <= have[one] | have[other] for one, other in teams)


def test_whoever_went_last_time_does_not_lead_again_but_may_go():
    teams = teams_of(Enterprise("E1", "A", went_last=("P1", "P2")))
    assert {team[0] for team in teams} == {"P3", "P4"}
    assert any({"P1", "P2"} & {*team} for team in teams)


def test_the_same_seed_sends_the_same_team():
    assert teams_of(Enterprise("E1", "A")) == teams_of(Enterprise("E1", "A"), PEOPLE[::-1])


def test_another_firm_on_the_list_changes_no_team():
    """So a substitution leaves all others as they are: a team depends on seed, firm and inspectors alone."""
    assert teams_of(Enterprise("E1", "A")) != teams_of(Enterprise("E2", "A"))


@pytest.mark.parametrize(
    ("firm", "people", "names"),
    [
        pytest.param(Enterprise("E1", "A"), [Inspector("P1")], "可去的有 1 人", id="只有一人"),
        pytest.param(Enterprise("E1", "A"), [], "可去的有 0 人", id="没有人"),
        pytest.param(
            Enterprise("E1", "A"),
            [Inspector("P1"), Inspector("P2", recused_from=("E1",))],
            "回避：P2",
            id="一人回避",
        ),
        pytest.param(
            Enterprise("E1", "A"),
            [Inspector("P1"), Inspector("P2", away="学习")],
            "不在岗：P2",
            id="一人不在",
        ),
        pytest.param(
            Enterprise("E1", "A", None, ("works",)),
            [Inspector("P1"), Inspector("P2")],
            "无人具备的专业：works",
            id="没有专业",
        ),
        pytest.param(
            Enterprise("E1", "A", None, (), ("P1", "P2")),
            [Inspector("P1"), Inspector("P2")],
            "不能再带队：P1、P2",
            id="都去过",
        ),
    ],
)
def test_where_no_team_is_possible_it_is_said_why(firm: Enterprise, people: list[Inspector], names: str):
    problem = refused(firm, people).problems[0]
    assert problem.where == "E1"
    assert names in problem.says.zh


def test_an_excluded_firm_needs_no_team():
    refuse_without_team(Pool.of([Enterprise("E1", "A", "已查")], []), 2)


def test_every_firm_without_a_team_is_named_at_once():
    with pytest.raises(Refused) as caught:
        refuse_without_team(Pool.of([Enterprise(f"E{n}", "A") for n in range(150)], [Inspector("P1")]), 2)
    assert caught.value.total == 150 and len(caught.value.problems) == 100


def test_a_larger_team_is_drawn_the_same_way():
    assert all(len({*team}) == 3 for team in teams_of(Enterprise("E1", "A"), size=3))
