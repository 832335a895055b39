"""Family, posts and reports belong to the discipline organ: a bureau's folder may not hold them."""

from datetime import date

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES
from qinqing.facts.tests.make import FIRM, refusal, sound, told, write_csv

ORGAN = {
    "kinships": "official_id,person_id,relation\nP1,X1,spouse\n",
    "positions": f"person_id,enterprise_id,role,paid,since\nX1,{FIRM},manager,true,2024-01-01\n",
    "reports": "report_id,about_official_id,received_on\nR1,P1,2025-06-01\n",
}


@pytest.mark.parametrize("table", sorted(ORGAN))
def test_an_organ_table_in_a_bureaus_folder_is_refused(tmp_path, table):
    refused = refusal(sound(tmp_path, **{table: ORGAN[table]}))
    assert [where for where, _ in told(refused)] == [f"{table}.csv"]
    assert "discipline organ" in told(refused)[0][1]


def test_these_are_all_of_the_organs_tables():
    assert {table.name for table in TABLES.values() if table.organ} == set(ORGAN)


def test_the_organ_reads_its_tables_beside_the_bureaus(tmp_path):
    folder = open_folder(sound(tmp_path, **ORGAN), custody="organ")
    assert set(ORGAN) <= set(folder.tables) and folder.latest_event == date(2025, 6, 1)


def test_the_organs_part_may_lie_in_a_subfolder_the_bureau_never_opens(tmp_path):
    write_csv(sound(tmp_path) / "organ", ORGAN)
    assert set(open_folder(tmp_path, "organ").tables) == {"departments", "officials", "enterprises", *ORGAN}
    bureau = open_folder(tmp_path, "bureau")
    assert not set(ORGAN) & set(bureau.tables) and bureau.warnings == open_folder(tmp_path, "organ").warnings
    (tmp_path / "organ" / "kinships.csv").write_bytes(b"\0 broken")
    assert open_folder(tmp_path, "bureau").rows["departments"] == 2


def test_the_organs_part_may_lie_elsewhere(tmp_path):
    sound(tmp_path / "bureau")
    part = write_csv(tmp_path / "sealed", ORGAN)
    folder = open_folder(tmp_path / "bureau", custody="organ", organ_part=part)
    with folder.connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT person_id FROM kinships").fetchall() == [("X1",)]


def test_the_organs_rows_refer_to_the_bureaus(tmp_path):
    write_csv(sound(tmp_path) / "organ", {"kinships": "official_id,person_id,relation\nP9,X1,spouse\n"})
    assert told(refusal(tmp_path, "organ")) == [
        ("organ/kinships.csv:2:official_id", "'P9' is not in officials")
    ]


def test_a_bureau_table_in_the_organs_part_is_misplaced(tmp_path):
    write_csv(sound(tmp_path) / "organ", {"fees": "fee_id\n"})
    assert [where for where, _ in told(refusal(tmp_path, "organ"))] == ["organ/fees.csv"]


def test_persons_and_holders_are_checked_against_nothing(tmp_path):
    holdings = "holder_id,enterprise_id,share\nnobody,E-2,0.5\nP1,E-2,0.1\n"
    assert open_folder(sound(tmp_path, holdings=holdings, **ORGAN), "organ").rows["holdings"] == 2
