"""The folder as it stood on a day: later rows are not there, later events are null, agreed dates stay."""

from datetime import date

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES
from qinqing.facts.tests.make import FIRM, opened, sound
from qinqing.refusals import Refused

APPLICATIONS = f"""
    application_id,enterprise_id,item,department_id,handler_id,received_on,accepted_on,due_on,decided_on,outcome
    A1,{FIRM},证,D1,P1,2025-01-10,2025-01-12,2025-02-10,2025-03-01,granted
    A2,{FIRM},证,D1,P1,2025-02-01,,2025-03-01,,
    """
PROJECTS = f"""
    project_id,enterprise_id,permit_on
    J1,{FIRM},
    J2,{FIRM},2025-02-01
    """
INSPECTIONS = f"""
    inspection_id,enterprise_id,department_id,kind,basis,authorised_at,started_at,ended_at
    I1,{FIRM},D1,routine,plan,2025-03-09T08:00:00+08:00,2025-03-01T23:30:00+08:00,2025-03-02T00:30:00+08:00
    """


def read(folder, on, query):
    with folder.connect(on) as facts:
        return facts.sql(query).fetchall()


def test_a_row_is_not_there_before_its_first_event(tmp_path):
    folder = opened(tmp_path, applications=APPLICATIONS)
    ids = "SELECT application_id FROM applications ORDER BY 1"
    assert read(folder, date(2025, 1, 9), ids) == []
    assert read(folder, date(2025, 1, 10), ids) == [("A1",)]
    assert read(folder, date(2025, 2, 1), ids) == [("A1",), ("A2",)]


def test_later_events_read_as_null_until_their_day_and_agreed_dates_never_do(tmp_path):
    folder = opened(tmp_path, applications=APPLICATIONS)
    query = "SELECT accepted_on, decided_on, due_on FROM applications WHERE application_id = 'A1'"
    due = date(2025, 2, 10)
    assert read(folder, date(2025, 1, 11), query) == [(None, None, due)]
    assert read(folder, date(2025, 2, 28), query) == [(date(2025, 1, 12), None, due)]
    assert read(folder, date(2025, 3, 1), query) == [(date(2025, 1, 12), date(2025, 3, 1), due)]


def test_a_row_whose_first_event_has_not_happened_is_there(tmp_path):
    folder = opened(tmp_path, projects=PROJECTS)
    assert read(folder, date(2025, 1, 1), "SELECT project_id, permit_on FROM projects") == [("J1", None)]


def test_times_are_cut_to_days_in_beijing_and_only_events_are_masked(tmp_path):
    folder = opened(tmp_path, inspections=INSPECTIONS)
    query = "SELECT ended_at IS NULL, authorised_at IS NULL FROM inspections"
    assert read(folder, date(2025, 2, 28), query) == []
    assert read(folder, date(2025, 3, 1), query) == [(True, False)]
    assert read(folder, date(2025, 3, 2), query) == [(False, False)]


def test_the_latest_event_is_the_day_the_folder_is_judged_on(tmp_path):
    folder = opened(tmp_path, applications=APPLICATIONS, inspections=INSPECTIONS)
    assert folder.latest_event == date(2025, 3, 2)


def test_a_folder_without_events_asks_for_the_day(tmp_path):
    folder = opened(tmp_path)
    with pytest.raises(Refused) as caught:
        assert folder.latest_event
    assert caught.value.code == "facts.no-event"


def test_views_have_the_contracts_columns_in_its_order_absent_ones_null(tmp_path):
    folder = opened(tmp_path, applications=APPLICATIONS)
    with folder.connect(date(2025, 12, 31)) as facts:
        described = facts.sql("DESCRIBE applications").fetchall()
    table = TABLES["applications"]
    assert [(name, kind) for name, kind, *_ in described] == [(c.name, c.sql) for c in table.columns]
    assert read(folder, date(2025, 12, 31), "SELECT count(trips) FROM applications") == [(0,)]


def test_the_calendar_stands_beside_the_facts(tmp_path):
    folder = opened(tmp_path)
    query = "SELECT is_workday FROM calendar WHERE day BETWEEN '2025-09-28' AND '2025-10-01' ORDER BY day"
    assert read(folder, date(2025, 1, 1), query) == [(True,), (True,), (True,), (False,)]


def test_a_connection_reads_this_folder_and_nothing_else_on_the_machine(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    folder = open_folder(sound(tmp_path / "facts"))
    with folder.connect(date(2025, 1, 1)) as facts:
        for attempt in (
            f"SELECT * FROM read_csv('{secret}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
            f"ATTACH '{tmp_path / 'other.db'}'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(Exception, match=r"disabled|locked|Cannot"):
                facts.execute(attempt)
