"""Open contracting data becomes facts: releases are merged, and nobody is found wanting for what is not published."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.mapping.run import Outcome
from qinqing.facts.ocds import from_ocds
from qinqing.facts.ocds.merge import merged
from qinqing.facts.ocds.read import read_releases
from qinqing.refusals import Refused

MAPPING = Path(__file__).parents[1] / "mappings" / "ocds.toml"
CNY = {"currency": "CNY"}


def process(ocid: str, **more: Any) -> dict[str, Any]:
    """A process with a tender that lacks nothing."""
    tender = {
        "procurementMethod": "open",
        "mainProcurementCategory": "works",
        "tenderPeriod": {"startDate": "2024-03-01", "endDate": "2024-03-25T18:00:00Z"},
        "value": {"amount": 5000000, **CNY},
    }
    return {"ocid": ocid, "buyer": {"id": "B", "name": "某局"}, "tender": tender, **more}


def bid(tenderer: str, amount: float | None = 10.5, status: str = "valid") -> dict[str, Any]:
    told = {"value": {"amount": amount, **CNY}} if amount is not None else {}
    return {"tenderers": [{"id": tenderer}], "status": status, **told}


AWARD = [{"id": "a", "date": "2024-04-01T09:00:00+08:00", "suppliers": [{"id": "S1", "name": "甲公司"}]}]


def contract(**implementation: Any) -> dict[str, Any]:
    given = {"id": "c", "awardID": "a", "dateSigned": "2024-04-09", "value": {"amount": "100.10", **CNY}}
    return given | {"implementation": implementation}


def paid(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "date": "2024-06-01", "value": {"amount": 50, **CNY}, **more}


def done(id: str) -> dict[str, Any]:
    return {"id": id, "type": "delivery", "dateMet": "2024-05-01", "value": {"amount": 50, **CNY}}


def written(tmp_path: Path, *processes: Any) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Rows by table of a folder the program takes, and the reasons of rejects by source."""
    outcome = run(tmp_path, "\n".join(json.dumps(each) for each in processes))
    open_folder(tmp_path / "facts")
    reasons = {s.name: [reject.reason.en for _, reject in s.reasons] for s in outcome.sources if s.rejected}
    return outcome.rows, reasons


def table(tmp_path: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(tmp_path / "facts" / f"{name}.parquet").to_pylist()
    return rows


def run(tmp_path: Path, text: str) -> Outcome:
    file = tmp_path / "releases.jsonl"
    file.write_text(text, encoding="utf-8")
    return from_ocds(file, tmp_path / "facts", MAPPING)


def test_a_process_becomes_its_tender_bids_contract_and_payments(tmp_path: Path) -> None:
    bids = [bid("S1"), bid("S2"), bid("S3", status="disqualified"), bid("S4", None, "withdrawn")]
    implementation = {"milestones": [done("m")], "transactions": [paid("t1"), paid("t2")]}
    rows, rejected = written(
        tmp_path,
        process("P", bids={"details": bids}, awards=AWARD, contracts=[contract(**implementation)]),
    )
    expected = {"tenders": 1, "bids": 3, "contracts": 1, "payables": 1, "payments": 2, "departments": 1}
    assert rows == {**expected, "officials": 1, "enterprises": 4}
    assert rejected == {"bids": ["it was not judged, or not yet"]}
    (tender,) = table(tmp_path, "tenders")
    assert (tender["category"], tender["method"], tender["winner_id"]) == ("works", "open", "S1")
    days = [str(tender[name]) for name in ("published_on", "closes_on", "awarded_on")]
    assert days == ["2024-03-01", "2024-03-26", "2024-04-01"]
    assert tender["budget_cny"] == Decimal("5000000.00")
    assert [payable["amount_cny"] for payable in table(tmp_path, "payables")] == [Decimal("100.10")]


@pytest.mark.parametrize(
    "bids",
    [
        pytest.param([], id="没有投标"),
        pytest.param([bid("S1"), bid("S2", None)], id="没有报价"),
        pytest.param([bid("S1"), bid("S2", status="pending")], id="没有评审结果"),
        pytest.param([bid("S1"), {"status": "valid", "value": {"amount": 1, **CNY}}], id="没有投标人"),
        pytest.param([bid("S1"), {**bid("S2"), "value": {"amount": 1, "currency": "USD"}}], id="别的币种"),
    ],
)
def test_an_award_whose_bids_are_not_all_told_is_set_aside(tmp_path: Path, bids: list[Any]) -> None:
    whole = process("P1", bids={"details": [bid("S1")]}, awards=AWARD)
    partly = process("P2", bids={"details": bids}, awards=AWARD)
    rows, rejected = written(tmp_path, whole, partly, process("P3"))
    assert rows["tenders"] == 2
    assert rejected["tenders"] == ["awarded, but not all bids are told: bidders cannot be counted"]


def test_without_any_bids_there_is_no_table_of_them_and_tenders_stay(tmp_path: Path) -> None:
    rows, rejected = written(tmp_path, process("P", awards=AWARD))
    assert "bids" not in rows
    assert rows["tenders"] == 1
    assert not rejected


def test_a_delivery_whose_payments_are_not_all_told_is_set_aside(tmp_path: Path) -> None:
    two = {"milestones": [done("m1"), done("m2")]}
    named = {"relatedImplementationMilestone": {"id": "m1"}}
    clear = contract(**two, transactions=[paid("t", **named)])
    unclear = contract(**two, transactions=[paid("t", **named), paid("u")])
    rows, rejected = written(
        tmp_path,
        process("P1", awards=AWARD, contracts=[clear]),
        process("P2", awards=AWARD, contracts=[unclear]),
    )
    assert (rows["payables"], rows["payments"]) == (2, 1)
    assert rejected["deliveries"][0].startswith("some payment does not say what for")


def test_without_any_payments_nothing_is_owed(tmp_path: Path) -> None:
    rows, rejected = written(
        tmp_path, process("P", awards=AWARD, contracts=[contract(milestones=[done("m")])])
    )
    assert (rows["contracts"], rows["payables"]) == (1, 0)
    assert rejected["deliveries"][0].startswith("the source publishes no payments at all")


def test_a_tender_without_a_known_method_or_in_another_currency_is_rejected_with_its_contract(
    tmp_path: Path,
) -> None:
    foreign = process("P1", awards=AWARD, contracts=[contract()])
    foreign["tender"]["value"]["currency"] = "GBP"
    unknown = process("P2")
    del unknown["tender"]["procurementMethod"]
    rows, rejected = written(tmp_path, foreign, unknown, process("P3"))
    assert (rows["tenders"], rows["contracts"]) == (1, 0)
    assert "the budget is not in yuan" in rejected["tenders"]
    assert set(rejected) == {"tenders", "contracts"}


def test_a_unified_social_credit_code_is_the_firms_id(tmp_path: Path) -> None:
    party = {"id": "S1", "name": "甲公司", "identifier": {"id": "91110000600037341L"}}
    written(tmp_path, process("P", parties=[party], awards=AWARD))
    assert [firm["enterprise_id"] for firm in table(tmp_path, "enterprises")] == ["91110000600037341L"]
    assert [tender["winner_id"] for tender in table(tmp_path, "tenders")] == ["91110000600037341L"]


def test_releases_of_a_real_process_merge_as_its_record_says(shared: Path) -> None:
    folder = shared / "data" / "procurement" / "ocds_fictional_example" / "1.1"
    releases = [release for file in sorted(folder.glob("*.json")) for release in read_releases(file)]
    (ours,) = merged([*releases[4:], *releases[:4]])
    (theirs,) = read_releases(folder / "record" / "ocds-213czf-000-00001.json")
    for party in theirs["parties"]:  # the record says one role twice, which no merging does
        party["roles"] = list(dict.fromkeys(party["roles"]))
    told = {"buyer", "parties", "planning", "tender", "awards", "contracts"}
    assert told <= ours.keys()
    assert {name: ours[name] for name in told} == {name: theirs[name] for name in told}


def test_a_later_release_takes_away_with_null_and_lists_without_ids_are_replaced() -> None:
    first = {
        "ocid": "P",
        "date": "2024-01-01",
        "tender": {"title": "甲", "value": {"amount": "1"}, "lots": [1]},
    }
    second = {"ocid": "P", "date": "2024-01-02", "tender": {"title": None, "lots": [2]}}
    (whole,) = merged([second, first])
    assert whole["tender"] == {"value": {"amount": "1"}, "lots": [2]}


@pytest.mark.parametrize("form", ["package", "records", "list", "lines", "gzip"])
def test_every_form_of_file_is_read(tmp_path: Path, form: str) -> None:
    both = [process("P1"), process("P2")]
    texts = {
        "package": json.dumps({"releases": both}),
        "records": json.dumps(
            {"records": [{"ocid": "P1", "releases": both[:1]}, {"compiledRelease": both[1]}]}
        ),
        "list": json.dumps(both),
        "lines": "\n".join(map(json.dumps, both)),
        "gzip": json.dumps(both),
    }
    content = texts[form].encode()
    file = tmp_path / ("releases.json.gz" if form == "gzip" else "releases.json")
    file.write_bytes(gzip.compress(content) if form == "gzip" else content)
    assert [release["ocid"] for release in read_releases(file)] == ["P1", "P2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is no OCDS data", id="空"),
        pytest.param(b"[]", "is no OCDS data", id="没有发布"),
        pytest.param(b'{"ocid": null}', "is no OCDS data", id="没有标识"),
        pytest.param(b'{"ocid": "P"}\n{"ocid":', "line 2 is no JSON", id="中断"),
        pytest.param(b'"\xff"', "it is not UTF-8", id="编码"),
        pytest.param(b"[" * 100_000, "is no JSON", id="层层套"),
        pytest.param(
            b'{"records": [{"ocid": "P", "releases": [{"url": "x"}]}]}', "is no OCDS data", id="只有链接"
        ),
    ],
)
def test_what_is_no_ocds_is_refused_with_its_place(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "releases.json"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        from_ocds(file, tmp_path / "facts", MAPPING)
    assert refused.value.code == "facts.source"
    assert said in refused.value.says.en
    assert not (tmp_path / "facts").exists()


def test_amounts_keep_their_digits_and_are_written_out(tmp_path: Path) -> None:
    file = tmp_path / "releases.json"
    file.write_text('{"ocid": "P", "v": [0.10, 1.5e7, 1e999999999]}', encoding="utf-8")
    assert read_releases(file)[0]["v"] == ["0.10", "15000000", "1e999999999"]
