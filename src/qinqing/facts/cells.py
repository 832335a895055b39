"""How one cell is read: from CSV text or from a Parquet column to the contract's type, as DuckDB SQL.

Every reading gives NULL for what it cannot read, so one claim finds the cells that do not fit:
`cell IS NOT NULL AND NOT fits(value)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from qinqing.facts import duck
from qinqing.facts.schema import LONGEST_ID, LONGEST_TEXT, TIME_ZONE, Column
from qinqing.refusals import Say

FIRST_DAY, LAST_DAY, FOREVER = "1900-01-01", "2199-12-31", "9999-12-31"
# The county's clocks were last put forward in the summer of 1991; source: the tz database, zone Asia/Shanghai.
EIGHT_HOURS_AHEAD = ("1992-01-01", LAST_DAY)

WHOLE_NUMBER = r"-?[0-9]{1,19}"
MONEY = r"-?[0-9]{1,16}(\.[0-9]{1,2}0*)?"
DECIMAL = r"-?[0-9]{1,300}(\.[0-9]+)?"
# Spaces of every width, line breaks, controls and marks of no width; not the private characters that rare names are written in.
BLANK = r"[\p{Z}\p{Cc}\p{Cf}]*"
MOST_CNY = Decimal("9999999999999999.99")  # what decimal(18, 2) holds
TIME_WITH_OFFSET = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
    r"(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])"
)

EXPECTED = {
    "string": Say("文本", "text"),
    "int": Say("整数（至多 18 位）", "a whole number of at most 18 digits"),
    "grade": Say("1 至 5 的整数", "a whole number from 1 to 5"),
    "money": Say(
        f"金额（元）：0 至 {MOST_CNY:,}，至多两位小数",
        f"yuan, not negative, up to {MOST_CNY:,}, at most two decimal places",
    ),
    "double": Say("普通小数", "a plain decimal"),
    "share": Say("0 至 1 的小数", "a plain decimal from 0 to 1"),
    "bool": Say("true 或 false", "true or false"),
    "date": Say(
        f"{FIRST_DAY} 至 {LAST_DAY} 的日期（年-月-日）", f"an ISO date from {FIRST_DAY} to {LAST_DAY}"
    ),
    "time": Say(
        f"带时区偏移的时间，如 2026-03-01T09:30:00+08:00（{FIRST_DAY} 至 {LAST_DAY}）",
        f"a time with an offset such as 2026-03-01T09:30:00+08:00, from {FIRST_DAY} to {LAST_DAY}",
    ),
}

BOUNDS = Say(
    f"编号至多 {LONGEST_ID} 字，名称和其他文本至多 {LONGEST_TEXT} 字",
    f"ids of at most {LONGEST_ID} characters, names and other texts of at most {LONGEST_TEXT}",
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def expected(column: Column) -> Say:
    if column.choices:
        listed = " | ".join(column.choices)
        return Say(f"下列之一（{listed}）", f"one of {listed}")
    if column.longest:
        return Say(f"至多 {column.longest} 字的文本", f"text of at most {column.longest} characters")
    return EXPECTED[column.type]


def is_blank(x: str) -> str:
    """SQL: a text in which nothing can be seen."""
    return f"regexp_full_match({x}, '{BLANK}')"


def filled(scan: str, names: Sequence[str]) -> str:
    """What to select from where rows without any cell are no rows."""
    some = " OR ".join(f"{quoted(name)} IS NOT NULL" for name in names)
    return f"(SELECT * FROM {scan} WHERE {some or 'false'})"


def value_from_text(column: Column) -> str:
    """SQL reading a CSV cell; a date may be written as a time with an offset and is cut to its day here."""
    x = quoted(column.name)
    match column.type:
        case "int" | "grade":
            return f"CASE WHEN regexp_full_match({x}, '{WHOLE_NUMBER}') THEN TRY_CAST({x} AS BIGINT) END"
        case "money":
            return f"CASE WHEN regexp_full_match({x}, '{MONEY}') THEN TRY_CAST({x} AS DECIMAL(18,2)) END"
        case "double" | "share":
            return f"CASE WHEN regexp_full_match({x}, '{DECIMAL}') THEN TRY_CAST({x} AS DOUBLE) END"
        case "bool":
            return f"CASE {x} WHEN 'true' THEN true WHEN 'false' THEN false END"
        case "date":
            day = f"TRY_CAST({x} AS DATE)"
            return f"CASE WHEN {day}::VARCHAR = {x} THEN {day} ELSE CAST({time_from_text(x)} AS DATE) END"
        case "time":
            return time_from_text(x)
        case _:
            return x


def time_from_text(x: str) -> str:
    instant = f"TRY_CAST({x} AS TIMESTAMPTZ)"
    return f"CASE WHEN regexp_full_match({x}, '{TIME_WITH_OFFSET}') THEN {wall_time(instant)} END"


def wall_time(instant: str) -> str:
    """SQL: what the county's clock showed. Looking the zone up takes ten times as long as adding its hours."""
    looked_up = f"TRY({instant} AT TIME ZONE '{TIME_ZONE}')"
    return f"CASE WHEN {is_eight_hours_ahead(instant)} THEN {eight_hours_ahead(instant)} ELSE {looked_up} END"


def is_eight_hours_ahead(instant: str) -> str:
    since, until = (f"TIMESTAMPTZ '{day} 00:00:00+00'" for day in EIGHT_HOURS_AHEAD)
    return f"{instant} BETWEEN {since} AND {until}"


def all_eight_hours_ahead(instant: str) -> str:
    """SQL over all rows; NULL where there is no time at all."""
    return " AND ".join(is_eight_hours_ahead(f"{extreme}({instant})") for extreme in ("min", "max"))


def eight_hours_ahead(instant: str) -> str:
    return f"make_timestamp(epoch_us({instant}) + {8 * 3600 * 10**6})"


def instant_of(column: Column) -> str:
    """SQL of a time as Parquet holds it."""
    return f"CAST({quoted(column.name)} AS TIMESTAMPTZ)"


def value_from_parquet(column: Column, stored: pa.DataType) -> str | None:
    """SQL reading a Parquet column without loss; None where its type cannot hold what is expected."""
    x = quoted(column.name)
    if pa.types.is_null(stored):
        return f"CAST(NULL AS {column.sql})"
    if not holds(column, stored):
        return None
    if column.type != "time" and stored.equals(column.arrow):
        return x
    match column.type:
        case "money" | "int" | "grade":
            return f"CASE WHEN TRY_CAST({x} AS {column.sql}) = {x} THEN TRY_CAST({x} AS {column.sql}) END"
        case "time":
            return wall_time(instant_of(column))
        case "string" | "bool":
            return x
        case _:
            return f"TRY_CAST({x} AS {column.sql})"


def holds(column: Column, stored: pa.DataType) -> bool:
    """Whether a stored type can carry the column's values without loss or guess."""
    exact = pa.types.is_integer(stored) or (pa.types.is_decimal(stored) and stored.precision <= 38)
    match column.type:
        case "string":
            return is_text(stored)
        case "int" | "grade" | "money":
            return exact
        case "double" | "share":
            return exact or pa.types.is_float32(stored) or pa.types.is_float64(stored)
        case "bool":
            return pa.types.is_boolean(stored)
        case "date":
            return pa.types.is_date(stored)
        case _:
            return pa.types.is_timestamp(stored) and stored.tz is not None


def is_text(stored: pa.DataType) -> bool:
    text = stored.value_type if pa.types.is_dictionary(stored) else stored
    return pa.types.is_string(text) or pa.types.is_large_string(text) or pa.types.is_string_view(text)


def fits(column: Column, value: str) -> str:
    """SQL: the value read is one the contract allows; NULL or false where it is not."""
    if column.choices:
        return f"{value} IN ({', '.join(literal(choice) for choice in column.choices)})"
    match column.type:
        case "string":
            # Bytes are known without counting characters, of which there are never more.
            return f"(strlen({value}) <= {column.longest} OR length({value}) <= {column.longest})"
        case "money":
            return f"{value} >= 0"
        case "double":
            return f"isfinite({value})"
        case "share":
            return f"{value} BETWEEN 0 AND 1"
        case "grade":
            return f"{value} BETWEEN 1 AND 5"
        case "date":
            return f"({value} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'{or_forever(column, value)})"
        case "time":
            return f"CAST({value} AS DATE) BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"
        case _:
            return f"{value} IS NOT NULL"


def all_fit(column: Column, value: str) -> str:
    """SQL over all rows, false where any value read does not fit: told by extremes, at a fraction of asking each.

    It may be false where all fit, and is NULL where there is none. NaN counts as the greatest number.
    """
    given = meant(column, value)
    least, greatest = f"min({given})", f"max({given})"
    if column.choices:
        # A function of one column alone: of a column stored by its distinct values each is asked about once.
        listed = ", ".join(literal(choice) for choice in column.choices)
        return f"count(list_position([{listed}], {value})) = count({value})"
    match column.type:
        case "string":
            return f"max(strlen({value})) <= {column.longest}"
        case "money":
            return f"{least} >= 0"
        case "double":
            return f"isfinite({least}) AND isfinite({greatest})"
        case "share":
            return f"{least} >= 0 AND {greatest} <= 1"
        case "grade":
            return f"{least} >= 1 AND {greatest} <= 5"
        case "date" | "time":
            days = (f"CAST({extreme} AS DATE)" for extreme in (least, greatest))
            return " AND ".join(f"{day} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'" for day in days)
        case _:
            return "true"


def text_fits(column: Column, text: str) -> bool:
    """Whether one cell, written as in a CSV, fits its column."""
    claim = fits(column, value_from_text(column))
    question = f"SELECT coalesce({claim}, false) FROM (SELECT ? AS {quoted(column.name)})"
    with duck.connect() as connection:
        return connection.execute(question, [text]).fetchall() == [(True,)]


def or_forever(column: Column, value: str) -> str:
    """Registers write "no end" as the last day of year 9999; only `until` may, and it then means null."""
    return f" OR {value} = DATE '{FOREVER}'" if column.name == "until" else ""


def meant(column: Column, value: str) -> str:
    """SQL of the value as rules see it."""
    return f"NULLIF({value}, DATE '{FOREVER}')" if column.name == "until" else value
