"""Every service is one transaction, one entry; nothing else is called a service."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import connection

from qinqing.record.models import Case, Entry, Opening
from qinqing.record.openings import opened
from qinqing.record.services import Machine, service, write_entry
from qinqing.tlog.commitment import commitment

APPS = Path(__file__).resolve().parents[2] / "src" / "qinqing"
# Verbs that only put a service's arguments together, or compute nothing stored; each is read here by a person.
NO_ENTRY = {
    "measures.import_measure", "measures.measure_key", "measures.binding_of", "measures.write_binding", "measures.is_shipped", "organisations.import_parties", "organ.import_ties", "oversight.sweep_folder", "oversight.home_values",
    "oversight.keep_version", "oversight.keep_values", "oversight.keep_rules", "oversight.digest_of", "oversight.rows_behind", "oversight.key_expression", "oversight.digest",
    "oversight.update_findings", "oversight.ask_recusal", "oversight.check_act", "oversight.check_before_act", "organ.sweep_organ_folder", "organ.holds_bureau_tables",
    "affairs.open_draft", "affairs.save_draft", "affairs.discard_draft", "affairs.taken", "affairs.own_key", "affairs.item_drafted", "affairs.must_stay_outside", "affairs.file_application", "affairs.file_in_one", "affairs.filled_draft", "affairs.enter_for_enterprise", "affairs.enter_asked",
    "affairs.decide_at_once", "affairs.then_at_once", "affairs.is_deemed", "affairs.take_in_hand", "affairs.raise_problem", "affairs.state_anew",
    "affairs.take", "affairs.day_of", "affairs.rows_of", "affairs.must_be_attached", "affairs.is_own_file", "affairs.is_poor", "oversight.export_folder",
    "affairs.enter_rows", "batches.ask_sheet", "batches.hand_in",
    "files.receive", "files.receive_all", "files.secrecy_check", "affairs.check_item", "organ.newest_bureau_version", "organ.load_ties", "organ.hand_over", "organ.pack", "organ.is_closed",
    "accounts.agree_to_erasure", "accounts.replay_erasures", "accounts.refuse_kept",
}  # fmt: skip


def public_functions() -> list[tuple[str, bool]]:
    """(app.function, is decorated as a service) for every public function of every services module."""
    found = []
    files = [*APPS.glob("*/services.py"), *APPS.glob("*/services/*.py")]
    for path in files:
        app = path.relative_to(APPS).parts[0]
        if app == "record":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorated = any(
                    isinstance(d, ast.Call) and getattr(d.func, "id", "") == "service"
                    for d in node.decorator_list
                )
                found.append((f"{app}.{node.name}", decorated))
    return found


def test_every_public_function_of_a_services_module_is_a_service_or_says_why_not() -> None:
    undeclared = {name for name, decorated in public_functions() if not decorated} - NO_ENTRY
    assert undeclared == set(), (
        f"each is decorated with @service and writes one entry, or stands in NO_ENTRY above with its reason: {undeclared}"
    )


def test_the_list_of_exceptions_names_only_functions_that_exist() -> None:
    assert {name for name, decorated in public_functions() if not decorated} >= NO_ENTRY


@service("test.twice")
def says_it_twice() -> None:
    write_entry(Machine(), "case", {"words": "一"})
    write_entry(Machine(), "case", {"words": "二"})


@service("test.never")
def says_nothing() -> None:
    Case.objects.create(key="an act without an entry")


@service("test.once", fields=("colour",))
def says_it_once(colour: str, **more: str) -> None:
    write_entry(Machine(), "case", {"words": "只此一次"}, colour=colour, **more)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [says_it_twice, says_nothing])
def test_an_act_without_exactly_one_entry_is_undone(act) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuntimeError):
        act()
    assert (Entry.objects.count(), Case.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry() -> None:
    @service("test.fails")
    def fails() -> None:
        write_entry(Machine(), "case", {"words": "白写"})
        raise ValueError

    with pytest.raises(ValueError):
        fails()
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_an_entry_commits_to_its_payload_and_carries_only_declared_fields() -> None:
    says_it_once(colour="red")
    entry = Entry.objects.get()
    committed = commitment("test.once", *opened(Opening.objects.get(entry=entry)))
    assert committed.encode() in bytes(entry.body)
    assert "只此一次".encode() not in bytes(entry.body)
    with pytest.raises(ValueError, match="may not carry"):
        says_it_once(colour="red", name="某人")


@pytest.mark.django_db
def test_steps_of_one_case_are_numbered_without_a_gap() -> None:
    for _ in range(3):
        says_it_once(colour="red")
    assert list(Entry.objects.order_by("step").values_list("step", flat=True)) == [1, 2, 3]
    assert connection.in_atomic_block
