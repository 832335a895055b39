"""The schema is the contract: the same tables and columns, whatever the notation."""

import re
from dataclasses import replace

from qinqing.facts.notation import column_line, table_text
from qinqing.facts.schema import TABLES, read_column, read_section


def contract_tables(text: str) -> dict[str, list[str]]:
    """Table name → its columns as the contract writes them, notes taken out."""
    rows = re.findall(r"^\| (?:⚑ )?(\w+) \| (.*) \|$", text, re.MULTILINE)
    without_notes = {name: re.sub(r" ?\([^()]*\)", "", columns) for name, columns in rows if name != "table"}
    return {name: re.split(r",\s*(?![^{]*\})", columns) for name, columns in without_notes.items()}


def test_every_table_and_column_of_the_contract_is_there_as_written(shared):
    contract = contract_tables((shared / "design" / "facts.md").read_text(encoding="utf-8"))
    same_as_policies = {"attribute", "operator"}  # "as policy_conditions", says the contract
    assert list(contract) == list(TABLES)
    for name, written in contract.items():
        assert [re.match(r"\w+", column)[0] for column in written] == list(TABLES[name].by_name)
        for column in map(read_column, written):
            ours = replace(TABLES[name].by_name[column.name], note="")
            if name == "tender_conditions" and column.name in same_as_policies:
                column = replace(TABLES["policy_conditions"].by_name[column.name], note="")
            assert ours == column


def test_the_organs_tables_are_those_of_the_contract(shared):
    text = (shared / "design" / "facts.md").read_text(encoding="utf-8")
    assert {t.name for t in TABLES.values() if t.organ} == set(re.findall(r"^\| ⚑ (\w+)", text, re.MULTILINE))


def test_every_reference_leads_to_a_table_with_a_key():
    for table in TABLES.values():
        for column in table.columns:
            assert column.references is None or TABLES[column.references].key


def test_a_table_printed_reads_back_as_itself():
    for table in TABLES.values():
        section = f"# {table.section.en} · {table.section.zh}\n\n{table_text(table)}"
        assert read_section(section) == [table]


def test_the_notation_of_a_column_names_everything_it_is():
    column = TABLES["applications"].by_name["decided_on"]
    assert column_line(column) == "decided_on ⁕date?"
    assert column.is_event and column.optional and column.type == "date"


def test_the_schema_offers_what_rules_need():
    table = TABLES["payables"]
    assert table.key == "payable_id"
    assert table.events == ("delivered_on",)
    assert table.by_name["amount_cny"].sql == "DECIMAL(18,2)"
    assert table.by_name["agreed_annual_rate"].sql == "DOUBLE"
