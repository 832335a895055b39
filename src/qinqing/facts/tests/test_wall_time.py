"""Adding eight hours and looking the zone up give the same clock, on every day a folder can hold."""

from __future__ import annotations

from qinqing.facts import duck
from qinqing.facts.cells import FIRST_DAY, LAST_DAY, wall_time
from qinqing.facts.schema import TIME_ZONE

# Every half hour of the years in which the county put its clocks forward, every six hours of all others; both edges.
INSTANTS = f"""
    SELECT unnest(generate_series(TIMESTAMPTZ '{FIRST_DAY} 00:00:00+00', TIMESTAMPTZ '{LAST_DAY} 00:00:00+00', INTERVAL 6 HOUR)) AS instant
    UNION ALL
    SELECT unnest(generate_series(TIMESTAMPTZ '1986-01-01 00:00:00+00', TIMESTAMPTZ '1992-06-01 00:00:00+00', INTERVAL 30 MINUTE))
    UNION ALL
    SELECT unnest([TIMESTAMPTZ '1991-12-31 23:59:59.999999+00', TIMESTAMPTZ '2199-12-31 00:00:00.000001+00', 'infinity', '-infinity', NULL])"""


def test_the_county_s_clock_is_the_zone_s() -> None:
    with duck.connect() as connection:
        different = connection.sql(
            f"""SELECT CAST(instant AS VARCHAR), {wall_time("instant")} AS ours, instant AT TIME ZONE '{TIME_ZONE}' AS theirs FROM ({INSTANTS})
                WHERE ours IS DISTINCT FROM theirs"""
        ).fetchall()
    assert different == []
