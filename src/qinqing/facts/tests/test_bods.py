"""Declared ownership becomes holdings: what was replaced or ended, who is not named, and what is no holding."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from qinqing.facts.bods import from_bods
from qinqing.facts.folder import open_folder
from qinqing.facts.mapping.run import Outcome
from qinqing.refusals import Refused

MAPPING = Path(__file__).parents[1] / "mappings" / "bods.toml"
SHIPPED = 22
CODE = "91110000600037341L"


def statement(kind: str, record: str, details: dict[str, Any], day: str = "2024-01-01") -> dict[str, Any]:
    return {
        "statementId": f"{record}@{day}",
        "statementDate": day,
        "recordId": record,
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
    }


def firm(record: str, kind: str = "registeredEntity", **details: Any) -> dict[str, Any]:
    return statement("entity", record, {"entityType": {"type": kind}, "name": f"{record} 公司", **details})


def person(record: str, kind: str = "knownPerson") -> dict[str, Any]:
    return statement("person", record, {"personType": kind})


def holds(record: str, holder: Any, of: Any, *interests: Any, day: str = "2024-01-01", **more: Any) -> Any:
    details = {"interestedParty": holder, "subject": of, "interests": list(interests)}
    return statement("relationship", record, {**details, **more}, day)


def shares(percent: Any = 50, **more: Any) -> dict[str, Any]:
    given = {"exact": percent} if isinstance(percent, int | float) else percent
    return {"type": "shareholding", "directOrIndirect": "direct", "share": given, **more}


def run(tmp_path: Path, text: str) -> Outcome:
    file = tmp_path / "statements.json"
    file.write_text(text, encoding="utf-8")
    return from_bods(file, tmp_path / "facts", MAPPING)


def written(tmp_path: Path, *statements: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The holdings of a folder the program takes, and why interests are none."""
    outcome = run(tmp_path, json.dumps(statements))
    open_folder(tmp_path / "facts")
    (interests,) = (source for source in outcome.sources if source.name == "interests")
    return table(tmp_path, "holdings"), [reject.reason.en for _, reject in interests.reasons]


def table(tmp_path: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(tmp_path / "facts" / f"{name}.parquet").to_pylist()
    return rows


def paths(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["holder_id"], row["enterprise_id"]) for row in rows]


@pytest.fixture(scope="session")
def published(shared: Path) -> list[Path]:
    """Every example of a whole declaration that is shipped, in name order."""
    folder = shared / "data" / "ownership"
    packages = [*folder.glob("bods_v04/examples/*.json"), *folder.glob("bods_v04_fixtures/**/data/*/*.json")]
    return sorted(packages)


def test_every_published_example_becomes_a_folder_that_is_taken(
    tmp_path: Path, published: list[Path]
) -> None:
    assert len(published) == SHIPPED
    for n, file in enumerate(published):
        outcome = from_bods(file, tmp_path / str(n), MAPPING)
        folder = open_folder(tmp_path / str(n))
        told = sum(source.rejected for source in outcome.sources)
        assert sum(outcome.rows.values()) + told == sum(source.read for source in outcome.sources), file.name
        assert set(folder.tables) == {"enterprises", "holdings"}


def test_every_valid_statement_is_read_and_an_invalid_one_is_refused_or_set_aside(
    tmp_path: Path, shared: Path
) -> None:
    folder = shared / "data" / "ownership" / "bods_v04" / "tests" / "data"
    for file in sorted(folder.glob("valid-statements/*.json")):
        from_bods(file, tmp_path / "facts", MAPPING)
    for file in sorted(folder.glob("invalid-statements/*.json")):
        try:
            from_bods(file, tmp_path / "facts", MAPPING)
        except Refused as refused:
            assert refused.code == "facts.source", file.name
            assert refused.problems, file.name


def test_the_published_circle_of_two_firms_is_taken_whole(tmp_path: Path, published: list[Path]) -> None:
    (file,) = (file for file in published if file.name == "10-circular-ownership.json")
    from_bods(file, tmp_path / "facts", MAPPING)
    assert paths(table(tmp_path, "holdings")) == [
        ("GB-COH-10000010", "GB-COH-10000011"),
        ("GB-COH-10000011", "GB-COH-10000010"),
    ]


def test_the_published_owner_nobody_names_holds_under_an_id_that_says_nothing(
    tmp_path: Path, published: list[Path]
) -> None:
    (file,) = (file for file in published if file.name == "11-anonymous-person.json")
    from_bods(file, tmp_path / "facts", MAPPING)
    (held,) = table(tmp_path, "holdings")
    assert held["holder_id"].startswith("BODS-ANON-")
    assert (held["enterprise_id"], held.get("share")) == ("PA-PUB-PA-1000011", None)


def test_the_published_changes_of_one_firm_leave_who_held_and_until_when(
    tmp_path: Path, published: list[Path]
) -> None:
    (file,) = (file for file in published if file.name == "fermcat.json")
    from_bods(file, tmp_path / "facts", MAPPING)
    assert [(row["share"], str(row["until"])) for row in table(tmp_path, "holdings")] == [
        (0.5, "2021-04-03"),
        (1.0, "None"),
        (0.5, "2022-01-21"),
    ]


@pytest.mark.parametrize(
    ("party", "described"),
    [
        pytest.param({"reason": "unknown"}, [], id="没有写明"),
        pytest.param("P", [person("P", "anonymousPerson")], id="隐去的个人"),
        pytest.param("P", [person("P", "unknownPerson")], id="不知的个人"),
        pytest.param("P", [firm("P", "anonymousEntity")], id="隐去的实体"),
    ],
)
def test_holders_who_are_not_named_are_never_the_same(tmp_path: Path, party: Any, described: Any) -> None:
    """Not even where the source calls both by one record: no path may run through somebody unknown."""
    rows, _ = written(
        tmp_path,
        *(firm("A"), firm("B"), *described),
        *(
            holds("R1", party, "A", shares()),
            holds("R2", party, "B", shares()),
            holds("R3", "X", "P", shares()),
        ),
    )
    first, second = (row["holder_id"] for row in rows if row["enterprise_id"] in ("A", "B"))
    assert len({first, second, "P"}) == 3


def test_who_holds_itself_is_taken_as_it_is(tmp_path: Path) -> None:
    rows, _ = written(tmp_path, firm("A"), holds("R", "A", "A", shares(5)))
    assert paths(rows) == [("A", "A")]


def test_a_later_statement_replaces_an_earlier_one_wherever_it_stands(tmp_path: Path) -> None:
    later = holds("R", "P", "A", shares(40), day="2024-06-01T09:00:00Z")
    rows, told = written(tmp_path, firm("A"), later, holds("R", "P", "A", shares(100)))
    assert [row["share"] for row in rows] == [0.4]
    assert told == ["a later statement of the same record stands in its place"]


def test_a_closed_record_ends_when_it_says_or_else_on_the_day_it_was_closed(tmp_path: Path) -> None:
    both = [shares(endDate="2024-02-29"), shares(startDate="2020-01-01")]
    closed = holds("R", "P", "A", *both, day="2024-05-01") | {"recordStatus": "closed"}
    rows, _ = written(tmp_path, firm("A"), closed)
    assert [row["until"] for row in rows] == [date(2024, 2, 29), date(2024, 5, 1)]


@pytest.mark.parametrize(
    ("share", "held"),
    [
        pytest.param(0, 0.0, id="零"),
        pytest.param(12.34, 0.1234, id="确数"),
        pytest.param({"minimum": 25, "maximum": 50}, 0.25, id="区间"),
        pytest.param({"exclusiveMinimum": 50, "exclusiveMaximum": 75}, 0.5, id="开区间"),
        pytest.param({"maximum": 10}, None, id="只有上限"),
        pytest.param(None, None, id="没有写"),
    ],
)
def test_of_a_range_of_shares_what_is_certain_is_taken(
    tmp_path: Path, share: Any, held: float | None
) -> None:
    rows, _ = written(tmp_path, firm("A"), holds("R", "P", "A", shares(share)))
    assert [row["share"] for row in rows] == [held]


@pytest.mark.parametrize("share", [101, -1, {"exact": "many"}, {"exact": [50]}, "half", True])
def test_a_share_that_is_none_is_set_aside_not_guessed(tmp_path: Path, share: Any) -> None:
    given = shares() | {"share": share if not isinstance(share, int) or share is True else {"exact": share}}
    rows, told = written(tmp_path, firm("A"), holds("R", "P", "A", given))
    assert (rows, len(told)) == ([], 1)


NONE = {
    "董事": ("boardMember", "a post, no holding"),
    "受托人": ("trustee", "a part in a trust"),
    "代名人": ("nominee", "a part in a trust"),
    "任命权": ("appointmentOfBoard", "control, income or use"),
    "不知": ("unknownInterest", "it does not say what the interest is"),
    "没有写": (None, "it does not say what the interest is"),
    "不在其列": ("friendship", "it does not say what the interest is"),
}


@pytest.mark.parametrize(("kind", "said"), NONE.values(), ids=NONE)
def test_an_interest_that_is_no_share_is_told_and_not_taken(tmp_path: Path, kind: str, said: str) -> None:
    rows, (told,) = written(tmp_path, firm("A"), holds("R", "P", "A", {"type": kind}))
    assert not rows
    assert told.startswith(said)


def test_votes_count_once_beside_the_shares_and_without_a_share_alone(tmp_path: Path) -> None:
    votes = {"type": "votingRights", "share": {"exact": 80}}
    rows, told = written(
        tmp_path, firm("A"), holds("R1", "P", "A", votes, shares(60)), holds("R2", "Q", "A", votes)
    )
    assert [(row["holder_id"], row["share"]) for row in rows] == [("P", 0.6), ("Q", None)]
    assert len(told) == 1


def test_a_statement_that_there_is_no_owner_makes_none(tmp_path: Path) -> None:
    rows, (told,) = written(tmp_path, firm("A"), holds("R", {"reason": "noBeneficialOwners"}, "A"))
    assert not rows
    assert told.startswith("it declares that there is no owner")


def test_an_indirect_holding_is_taken_only_where_its_steps_are_not_all_told(tmp_path: Path) -> None:
    whole = {"directOrIndirect": "indirect"}
    rows, told = written(
        tmp_path,
        *(firm("A"), firm("B"), firm("C")),
        *(holds("R1", "P", "B", shares()), holds("R2", "B", "A", shares())),
        holds("R3", "P", "A", shares(25, **whole), componentRecords=["B", "R1", "R2"]),
        holds("R4", "P", "C", shares(10, **whole), componentRecords=["R1"]),
    )
    assert paths(rows) == [("P", "B"), ("B", "A"), ("P", "C")]
    assert told == ["held indirectly: every step on the way is taken, and none beside them"]


def test_a_firm_is_known_by_its_code_then_by_its_number_with_the_register(tmp_path: Path) -> None:
    numbers = [{"scheme": "GB-COH", "id": "07444723"}, {"scheme": "CN-SAIC", "id": CODE.lower()}]
    written(
        tmp_path,
        *(firm("A", identifiers=numbers), firm("B", identifiers=numbers[:1]), firm("C")),
        firm("0123456789abcdefgh"),
    )
    ids = [row["enterprise_id"] for row in table(tmp_path, "enterprises")]
    assert ids == [CODE, "GB-COH-07444723", "C", "BODS-0123456789abcdefgh"]


def test_two_records_of_one_firm_are_one_enterprise(tmp_path: Path) -> None:
    number = [{"scheme": "GB-COH", "id": "1"}]
    rows, _ = written(
        tmp_path,
        *(firm("A", identifiers=number), firm("B", identifiers=number), firm("C")),
        *(holds("R1", "P", "A", shares()), holds("R2", "B", "C", shares())),
    )
    assert paths(rows) == [("P", "GB-COH-1"), ("GB-COH-1", "C")]


def test_an_arrangement_is_there_only_as_far_as_somebody_holds_it(tmp_path: Path) -> None:
    written(
        tmp_path,
        *(firm("T", "arrangement"), firm("U", "arrangement"), firm("S", "state")),
        holds("R", "P", "T", shares()),
    )
    assert [row["enterprise_id"] for row in table(tmp_path, "enterprises")] == ["T"]


def test_a_firm_the_file_does_not_describe_leaves_its_holding_aside(tmp_path: Path) -> None:
    rows, (told,) = written(tmp_path, firm("A"), holds("R", "P", "Z", shares()))
    assert not rows
    assert told == "'Z' is not in enterprises"


def test_founded_before_the_contracts_first_day_is_a_firm_without_that_day(tmp_path: Path) -> None:
    written(tmp_path, firm("A", foundingDate="1864-01-01"), firm("B", foundingDate="1991-02-25"))
    founded = [row["founded_on"] for row in table(tmp_path, "enterprises")]
    assert founded == [None, date(1991, 2, 25)]


def test_one_statement_to_a_line_is_read_as_a_list_is(tmp_path: Path) -> None:
    both = [firm("A", name="甲\u2028乙"), holds("R", "P", "A", shares())]
    outcome = run(tmp_path, "\n".join(json.dumps(one, ensure_ascii=False) for one in both))
    assert outcome.rows == {"enterprises": 1, "holdings": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "is no BODS 0.4 data", id="空"),
        pytest.param("[]", "is no BODS 0.4 data", id="没有声明"),
        pytest.param('[{"statementType": "entityStatement"}]', "BODS 0.3 or older", id="旧版本"),
        pytest.param('[{"statementId": "x"}, 7]', "[2]: no statement", id="不是声明"),
        pytest.param('[{"statementId": "x"', "line 1 is no JSON", id="中断"),
    ],
)
def test_what_is_no_bods_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setenv("QINQING_LANG", "en")
    with pytest.raises(Refused) as refused:
        run(tmp_path, text)
    assert refused.value.code == "facts.source"
    assert said in str(refused.value)
    assert not (tmp_path / "facts").exists()
