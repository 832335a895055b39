"""Everybody is offered what the matrix lets them open, and nothing else."""

from __future__ import annotations

import pytest

from qinqing.accounts.matrix import matrix
from qinqing.accounts.roles import Role
from qinqing.web.navigation import OFFERED, navigation, open_to
from tests.support.people import make_actor


def test_every_entry_is_a_route_of_the_matrix_on_a_face_its_readers_have():
    for face, entries in OFFERED.items():
        for route, _label in entries:
            assert route in matrix(), f"{face}: {route}"


def test_a_stranger_is_offered_public_pages_only(db):
    assert [item.url for item in navigation("public", None, "/")] == ["/", "/law/"]
    assert navigation("staff", None, "/") == []


def test_a_clerk_is_offered_notices_and_a_supervisor_findings(office):
    clerk, watcher = (
        make_actor(Role.CLERK, office.clerk),
        make_actor(Role.SUPERVISOR, office.officials["watcher"]),
    )
    assert open_to("notices", clerk) and not open_to("board", clerk)
    assert "/gw/findings/" in [item.url for item in navigation("staff", watcher, "/")]
    assert "/gw/findings/" not in [item.url for item in navigation("staff", clerk, "/")]


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        pytest.param("/", ["page", ""], id="首页"),
        pytest.param("/law/", ["", "page"], id="办法"),
        pytest.param("/law/13/", ["", "true"], id="办法里的一条"),
        pytest.param("/elsewhere/", ["", ""], id="别处"),
    ],
)
def test_where_somebody_is_gets_marked(db, path, marks):
    assert [item.current for item in navigation("public", None, path)] == marks


def test_a_route_of_the_other_installation_stays_away(office):
    assert open_to("organ_board", make_actor(Role.SUPERVISOR, office.officials["watcher"])) == ""


def test_a_route_nobody_declared_opens_for_nobody(office):
    assert open_to("undeclared", make_actor(Role.SUPERVISOR, office.officials["watcher"])) == ""
