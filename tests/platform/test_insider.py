"""Whoever edits a protected row past the services is found out; whoever works through them never is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from qinqing.record.binding import Protected, columns_of, protected_models
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.stock import take_stock
from qinqing.record.verifying import verify
from qinqing.tlog.keys import read_verifier
from tests.support.year import Year

pytestmark = pytest.mark.django_db
Scaled = Callable[[int, int], int]
Recorded = Callable[[str, object], None]
EXAMINED = 5  # times in a year


@pytest.fixture
def faults(tmp_path: Path, settings: Any) -> Callable[[], list[str]]:
    """Keeps the log, then examines it with the rows it protects: code words of what is wrong."""
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    settings.EXCHANGE = tmp_path / "exchange"
    signer = open_signer()

    class Here:
        def sign(self, size: int) -> str:
            return sign(signer, size).decode()

    def examined() -> list[str]:
        while keep(Here()):  # type: ignore[arg-type]
            pass
        key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
        return [fault.code for fault in verify(key, rows=True).faults]

    return examined


@pytest.mark.proof
def test_a_year_of_legitimate_acts_raises_no_alarm(
    faults: Callable[[], list[str]], scaled: Scaled, record_property: Recorded
) -> None:
    acts = scaled(100, 10_000)
    year = Year(random.Random(1), acts)
    take_stock()
    for _ in range(EXAMINED):
        year.acts(acts // EXAMINED)
        assert faults() == []
    assert Entry.objects.count() == acts + 1
    record_property("acts", dict(year.done.most_common()))
    record_property("alarms", 0)


@pytest.mark.proof
def test_every_random_edit_past_the_services_is_reported(
    faults: Callable[[], list[str]], scaled: Scaled, record_property: Recorded
) -> None:
    chance = random.Random(4)
    year = Year(chance, 100)
    take_stock()
    year.acts(100)
    assert faults() == []
    told, missed, edits = Counter[str](), [], scaled(20, 500)
    while told.total() < edits:
        kind = chance.choice([*KINDS])
        if (edit := edited(KINDS[kind], chance, faults)) is not None:
            told[kind] += 1
            missed += edit
    record_property("edits", dict(told))
    record_property("not reported", len(missed))
    assert missed == []


def edited(
    edit: Callable[..., str], chance: random.Random, faults: Callable[[], list[str]]
) -> list[str] | None:
    """One edit by SQL, looked for, and put back: what it was if nobody noticed; None where the database refused it."""
    with transaction.atomic():
        model = chance.choice([model for model in protected_models() if model.objects.exists()])
        rows = list(model.objects.order_by("pk"))
        try:
            with transaction.atomic():
                said = edit(chance, model, rows)
        except IntegrityError:
            return None
        noticed = bool(faults())
        transaction.set_rollback(True)
    return [] if noticed else [f"{model._meta.db_table}: {said}"]


def change_a_cell(chance: random.Random, model: type[Protected], rows: list[Protected]) -> str:
    row, field = chance.choice(rows), chance.choice(guarded(model))
    old = getattr(row, field.attname)
    return update(model, row, field, another(old, field))


def name_another_entry(chance: random.Random, model: type[Protected], rows: list[Protected]) -> str:
    row = chance.choice(rows)
    other = chance.choice(list(Entry.objects.exclude(pk=row.set_by_id)))
    return update(model, row, model._meta.get_field("set_by"), other.pk)


def exchange_two_rows(chance: random.Random, model: type[Protected], rows: list[Protected]) -> str:
    """What one holds in a column becomes the other's."""
    field = chance.choice(guarded(model))
    pairs = [(a, b) for a in rows for b in rows if getattr(a, field.attname) != getattr(b, field.attname)]
    if not pairs:
        raise IntegrityError("all are alike")
    one, other = chance.choice(pairs)
    return update(model, one, field, getattr(other, field.attname))


def delete_a_row(chance: random.Random, model: type[Protected], rows: list[Protected]) -> str:
    row = chance.choice(rows)
    run(f'DELETE FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s', [key_of(model, row)])
    return f"{row.pk} deleted"


def add_a_row(chance: random.Random, model: type[Protected], rows: list[Protected]) -> str:
    """A copy of another under a key of its own; the columns that must differ do."""
    row, fields = chance.choice(rows), model._meta.concrete_fields
    values = [
        another(getattr(row, field.attname), field)
        if field.unique and not field.primary_key
        else getattr(row, field.attname)
        for field in fields
    ]
    values[fields.index(model._meta.pk)] = max(one.pk for one in rows) + 1
    names = ", ".join(f'"{field.column}"' for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    run(
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({holes})',
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)],
    )
    return "a row added"


KINDS: dict[str, Callable[..., str]] = {
    "改一格": change_a_cell,
    "改登记条目": name_another_entry,
    "两行对换": exchange_two_rows,
    "删一行": delete_a_row,
    "加一行": add_a_row,
}


def guarded(model: type[Protected]) -> list[models.Field]:
    names = {*columns_of(model)} - {model._meta.pk.attname}
    return [field for field in model._meta.concrete_fields if field.attname in names]


def update(model: type[Protected], row: Protected, field: models.Field, new: Any) -> str:
    table, key = model._meta.db_table, model._meta.pk.column
    run(
        f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s',
        [field.get_db_prep_save(new, connection), key_of(model, row)],
    )
    return f"{field.column} of {row.pk}: {new!r}"


def key_of(model: type[Protected], row: Protected) -> Any:
    return model._meta.pk.get_db_prep_save(row.pk, connection)


def run(line: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(line, values)


def another(value: Any, field: models.Field) -> Any:
    """Some value the column can hold, and not the one it holds."""
    match value if value is not None else FIRST.get(type(field), 0 if field.is_relation else "x"):
        case bool() as there:
            return not there
        case int() | Decimal() as number:
            return number + 1
        case str() as text:
            return f"{text}x"[-max(1, len(text)) :]
        case dict() | list():
            return ["x"]
        case bytes() | memoryview() as held:
            return bytes(held) + b"x"
        case day:
            return day + timedelta(days=1)


FIRST = {
    models.DateField: date(2026, 1, 1),
    models.DateTimeField: datetime(2026, 1, 1, tzinfo=UTC),
    models.DecimalField: Decimal(1),
    models.PositiveIntegerField: 0,
    models.BinaryField: b"",
}
