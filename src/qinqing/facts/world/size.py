"""How big a world is: what is asked, and the numbers of everything that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from qinqing.refusals import Problem, Refused, Say

# A working day; fixed, so that the same seed gives the same bytes whenever it is asked.
LAST_DAY = date(2026, 10, 30)
OFFICIALS_PER_BUREAU = 60
ENTERPRISES_PER_BUREAU = 5000
FEWEST_ENTERPRISES = 320  # per bureau: below it the planted stories run out of firms to be told about
FEWEST_OFFICIALS = 24  # per bureau: every section is staffed
FULL_YEAR_DAYS = 300  # a calendar year this long in the window can hold an overrun of visits
ROOM_AFTER_WORKDAYS = 42  # due days lie past the last day


@dataclass(frozen=True)
class World:
    """A world's measure; Refused `world.size` names everything wrong with it.

    `rate` is the share of units that are breaches, the same for every rule; None: each rule's own share.
    Facts span `years` years up to `last_day`.
    """

    enterprises: int
    years: int
    seed: int
    rate: float | None = None
    officials: int | None = None
    last_day: date = LAST_DAY

    def __post_init__(self) -> None:
        problems = [Problem(name, says) for name, wrong, says in self._claims() if wrong]
        if problems:
            raise Refused("world.size", Say("无法生成这样的虚构县", "no such world can be made"), problems)

    def _claims(self) -> list[tuple[str, bool, Say]]:
        few, staff = FEWEST_ENTERPRISES, FEWEST_OFFICIALS
        return [
            (
                "enterprises",
                not few <= self.enterprises < 10**8,
                Say(f"经营主体须为 {few} 个以上、一亿个以下", f"from {few} to 10^8 enterprises"),
            ),
            ("years", not 1 <= self.years <= 50, Say("年数须为 1 至 50", "from 1 to 50 years")),
            (
                "seed",
                not 0 <= self.seed < 2**63,
                Say("种子须为非负整数", "the seed is a whole number from 0 to 2^63 - 1"),
            ),
            (
                "rate",
                self.rate is not None and not 0 <= self.rate <= 0.5,
                Say("比例须在 0 至 0.5 之间", "the rate lies from 0 to 0.5"),
            ),
            (
                "officials",
                self.officials is not None and not staff <= self.officials <= self.enterprises,
                Say(
                    f"公职人员至少 {staff} 人，且不多于企业",
                    f"at least {staff} officials, and no more than enterprises",
                ),
            ),
        ]

    @cached_property
    def official_count(self) -> int:
        bureaus = max(1, round(self.enterprises / ENTERPRISES_PER_BUREAU))
        return self.officials or OFFICIALS_PER_BUREAU * bureaus

    @cached_property
    def bureaus(self) -> int:
        """As many as can be staffed and given enough firms."""
        staffed = self.official_count // OFFICIALS_PER_BUREAU
        return max(1, min(staffed, self.enterprises // FEWEST_ENTERPRISES))

    @property
    def officials_each(self) -> int:
        return self.official_count // self.bureaus

    @cached_property
    def first_day(self) -> date:
        try:
            return self.last_day.replace(year=self.last_day.year - self.years) + timedelta(days=1)
        except ValueError:  # 29 February
            return date(self.last_day.year - self.years, 3, 1)

    @property
    def applications(self) -> int:
        return self.enterprises * self.years

    @property
    def tenders(self) -> int:
        return max(60, self.enterprises * self.years * 12 // 100)

    @property
    def direct_contracts(self) -> int:
        return max(60, self.enterprises * self.years * 35 // 100)

    @property
    def declarations(self) -> int:
        return max(60, self.official_count * self.years * 7 // 10)

    @property
    def staff(self) -> int:
        """Officials who take part in cases."""
        return (self.officials_each - 2) * self.bureaus

    @property
    def expenses(self) -> int:
        return self.official_count * 4

    @property
    def contacts(self) -> int:
        return self.official_count * 2

    @property
    def projects(self) -> int:
        return self.enterprises // 5

    @property
    def reports(self) -> int:
        return max(4, self.enterprises // 40)

    @property
    def suppliers(self) -> int:
        return self.enterprises // self.bureaus // 5 * self.bureaus

    @property
    def policies(self) -> int:
        return self.bureaus * self.years * 16

    @property
    def entitlements_each(self) -> int:
        """Firms entitled under one policy."""
        return max(4, self.enterprises // self.bureaus // (16 * self.years))

    @property
    def entitlements(self) -> int:
        return self.policies * self.entitlements_each

    @property
    def appeals(self) -> int:
        return self.enterprises * 2 // 5

    @property
    def problems(self) -> int:
        return self.enterprises * 2 // 5

    @property
    def liaisons(self) -> int:
        """Four leaders of every bureau keep in touch with five firms each."""
        return self.bureaus * 20

    @property
    def lively_firms(self) -> int:
        """Firms with dealings, in full twenties; see macros/3-parties.sql."""
        return 19 * self.bureaus * self.twenties

    @property
    def twenties(self) -> int:
        return self.enterprises // self.bureaus // 20

    @property
    def merged_on(self) -> date:
        """The day one section was merged into another: a year's end where one lies inside."""
        year_end = date(self.first_day.year + 1, 12, 31)
        return year_end if year_end < self.last_day else self.first_day + (self.last_day - self.first_day) / 2

    @property
    def month_end(self) -> date:
        """The latest 31st before a shorter month that leaves time to be late in."""
        latest = self.last_day - timedelta(days=80)
        days = (
            date(year, month, 31) for year in (latest.year, latest.year - 1) for month in (10, 8, 5, 3, 1)
        )
        return next(day for day in days if day <= latest)

    @property
    def calendar_years(self) -> list[dict[str, int | date]]:
        """The part of each calendar year that lies in the window, in order."""
        years = range(self.first_day.year, self.last_day.year + 1)
        starts = [max(self.first_day, date(year, 1, 1)) for year in years]
        ends = [min(self.last_day, date(year, 12, 31)) for year in years]
        return [
            {"year": year, "starts": start, "days": (end - start).days + 1, "nth": nth}
            for nth, (year, start, end) in enumerate(zip(years, starts, ends, strict=True))
        ]
