"""The mathematics against other people's: statsmodels, SciPy's own tests, R's documented results, brute force."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from scipy import stats
from scipy.stats import binomtest, contingency, fisher_exact, mannwhitneyu
from statsmodels.api import GLM, add_constant, families
from statsmodels.stats.contingency_tables import StratifiedTable

from qinqing.rules.patterns import odds
from qinqing.rules.patterns.exact import of_events
from qinqing.rules.patterns.found import Sides
from qinqing.rules.patterns.leaning import at_least, at_most, exceeded_with
from qinqing.rules.patterns.odds import by_cmh, by_exact_law, common_odds, odds_test, tables_of
from qinqing.rules.patterns.ranks import rank_test, ranked_by_stratum
from qinqing.rules.patterns.rates import rate_test
from qinqing.rules.patterns.scan import scan_test
from qinqing.rules.patterns.tests.given import of_tables, of_values, sides
from qinqing.rules.patterns.trend import fitted, forecast_sum

# R, help page of mantelhaen.test: admissions at Berkeley by sex in six departments (Bickel, Hammel, O'Connell 1975).
BERKELEY = [
    (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391),
    (138, 279, 131, 244), (53, 138, 94, 299), (22, 351, 24, 317),
]  # fmt: skip
# The same page: penicillin given to rabbits at once or after a delay, in five doses (Mantel).
RABBITS = [(0, 6, 0, 5), (3, 3, 0, 6), (6, 0, 2, 4), (5, 1, 6, 0), (2, 0, 5, 0)]


def random_tables(seed: int, strata: int, most: int) -> list[tuple[int, int, int, int]]:
    chance = np.random.default_rng(seed)
    return [tuple(int(n) for n in chance.integers(1, most, 4)) for _ in range(strata)]  # type: ignore[misc]


@pytest.mark.parametrize("tables", [BERKELEY, random_tables(1, 4, 60), random_tables(2, 9, 25)])
def test_common_odds_and_their_interval_are_those_of_statsmodels(tables):
    theirs = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in tables])
    given = of_tables(tables)
    ours = common_odds(given, tables_of(given))
    assert ours.size == pytest.approx(theirs.oddsratio_pooled)
    assert (ours.low, ours.high) == pytest.approx(theirs.oddsratio_pooled_confint())
    p = by_cmh(given, tables_of(given), "two-sided").p
    assert p == pytest.approx(theirs.test_null_odds(correction=False).pvalue)


def test_berkeley_comes_out_as_in_r():
    given = of_tables(BERKELEY)
    ours = common_odds(given, tables_of(given))
    assert (ours.size, ours.low, ours.high) == pytest.approx((0.9046968, 0.7719074, 1.0603298), abs=1e-6)


def test_rabbits_come_out_as_in_r():
    given = of_tables(RABBITS)
    exact = by_exact_law(given, tables_of(given), "two-sided")
    assert exact.p == pytest.approx(0.040, abs=5e-4)
    assert exact.effect().size == pytest.approx(10.36, abs=5e-3)
    assert by_exact_law(given, tables_of(given), "greater").p == pytest.approx(0.020, abs=5e-4)
    assert common_odds(given, tables_of(given)).size == pytest.approx(7)


@pytest.mark.parametrize("table", [(3, 1, 1, 3), (8, 2, 3, 14), (0, 9, 6, 11), (12, 0, 20, 9)])
def test_one_stratum_is_fishers_exact_test(table):
    array = np.array(table).reshape(2, 2)
    given = of_tables([table])
    for alternative in ("greater", "two-sided"):
        assert odds_test(given, alternative).p == pytest.approx(fisher_exact(array, alternative).pvalue)
    theirs = contingency.odds_ratio(array, kind="conditional")
    effect = odds_test(given, "two-sided").effect()
    interval = theirs.confidence_interval()
    assert effect.low == pytest.approx(interval.low, rel=1e-4)
    assert (
        effect.high is None
        if np.isinf(interval.high)
        else effect.high == pytest.approx(interval.high, rel=1e-4)
    )
    if 0 < theirs.statistic < np.inf:
        assert effect.size == pytest.approx(theirs.statistic, rel=1e-4)


def test_the_exact_law_of_several_tables_is_what_counting_all_of_them_gives():
    tables = [(2, 3, 1, 4), (3, 1, 2, 5), (1, 2, 0, 6)]
    laws = [stats.hypergeom(sum(t), t[0] + t[2], t[0] + t[1]) for t in tables]
    total = sum(t[0] for t in tables)
    ranges = [range(min(t[0] + t[2], t[0] + t[1]) + 1) for t in tables]
    tail = sum(
        float(np.prod([law.pmf(k) for law, k in zip(laws, ks, strict=True)]))
        for ks in product(*ranges)
        if sum(ks) >= total
    )
    assert odds_test(of_tables(tables), "greater").p == pytest.approx(tail)


def test_where_counts_are_large_the_normal_law_is_close_to_the_exact_one():
    given = of_tables(random_tables(5, 6, 80))
    tables = tables_of(given)
    assert tables.room >= odds.ROOM
    exact, normal = by_exact_law(given, tables, "greater").p, by_cmh(given, tables, "greater").p
    assert normal == pytest.approx(exact, rel=0.2)


@pytest.mark.parametrize(("own", "bounds"), [((400, 0), (1, None)), ((0, 400), (0, 1))])
def test_a_large_side_of_nothing_but_hits_or_none_has_a_ratio_that_can_be_told(own, bounds):
    given = of_tables([(*own, 900, 300), (*own, 500, 400)])
    assert tables_of(given).room >= odds.ROOM
    effect = odds_test(given, "two-sided").effect()
    assert effect.high is not None
    assert effect.low < effect.size < effect.high < np.inf
    assert effect.low > bounds[0]
    assert bounds[1] is None or effect.high < bounds[1]


def test_one_stratum_of_ranks_is_the_test_of_mann_and_whitney():
    chance = np.random.default_rng(7)
    own, like = chance.integers(1, 9, 25).astype(float), chance.integers(1, 8, 70).astype(float)
    theirs = mannwhitneyu(own, like, alternative="greater", method="asymptotic", use_continuity=False)
    found = rank_test(of_values([(own.tolist(), like.tolist())]), "greater")
    assert found.p == pytest.approx(theirs.pvalue, rel=0.02)  # theirs is normal, ours leans a little
    assert found.effect().size == pytest.approx(theirs.statistic / (25 * 70))


def test_van_elterens_spread_and_third_moment_are_those_of_all_permutations():
    strata = [([3.0, 5.0], [1.0, 3.0, 4.0]), ([2.0, 2.0, 7.0], [2.0, 6.0])]
    ranked = ranked_by_stratum(of_values(strata))
    sums = []
    for own, like in strata:
        values = np.array([*own, *like])
        ranks = stats.rankdata(values)
        sums.append([ranks[list(c)].sum() for c in combinations(range(len(values)), len(own))])
    drawn = [a / 6 + b / 6 for a, b in product(*sums)]
    distance = float(ranked.weights @ (ranked.won - ranked.own * ranked.like / 2))
    observed = sum(stats.rankdata([*o, *li])[: len(o)].sum() / (len(o) + len(li) + 1) for o, li in strata)
    assert distance == pytest.approx(observed - np.mean(drawn))
    assert float(ranked.weights**2 @ ranked.spread) == pytest.approx(np.var(drawn))
    assert ranked.lean == pytest.approx(stats.skew(drawn))


def test_the_chance_of_van_elteren_is_close_to_that_of_permutations():
    chance = np.random.default_rng(3)
    strata = [
        (chance.integers(2, 12, 8).astype(float), chance.integers(1, 11, 20).astype(float)) for _ in range(4)
    ]
    found = rank_test(of_values([(o.tolist(), li.tolist()) for o, li in strata]), "greater")

    def statistic(ranks: list[np.ndarray]) -> float:
        return sum(r[:8].sum() / 29 for r in ranks)

    ranks = [stats.rankdata([*o, *li]) for o, li in strata]
    seen = [statistic([chance.permutation(r) for r in ranks]) for _ in range(4000)]
    share = np.mean([s >= statistic(ranks) - 1e-9 for s in seen])
    assert found.p == pytest.approx(share, abs=0.02)


def few_slow(slow_own: int) -> Sides:
    """Twenty cases beside two hundred, all alike but for five slow ones."""
    own, like = [0.0] * (20 - slow_own) + [9.0] * slow_own, [0.0] * (195 + slow_own) + [9.0] * (5 - slow_own)
    return of_values([(own, like)])


def test_few_slow_cases_among_many_ties_are_no_rarer_than_they_are():
    """The case of Fisher's exact test: a normal law would call two of five slow cases ten times as rare."""
    exact = [float(stats.hypergeom(220, 5, 20).sf(slow - 1)) for slow in (1, 2, 3)]
    ours = [rank_test(few_slow(slow), "greater").p for slow in (1, 2, 3)]
    normal = stats.norm.sf((2 - 5 / 11) / stats.hypergeom(220, 5, 20).std())
    assert ours == pytest.approx(exact, rel=0.7)
    assert normal < exact[1] / 5 < ours[1]


@pytest.mark.parametrize("slow", range(6))
def test_the_interval_of_ranks_holds_one_half_where_p_says_so(slow: int):
    found = rank_test(few_slow(slow), "two-sided")
    effect = found.effect()
    assert effect.high is not None
    assert (effect.low <= 0.5 <= effect.high) == (found.p > 0.05)


@pytest.mark.parametrize("lean", [-2.0, -0.3, 1e-4, 0.3, 2.0])
def test_a_leaning_law_is_that_of_scipy(lean: float):
    for z in (-2.5, -0.4, 0.0, 0.9, 4.0):
        theirs = stats.pearson3(lean if abs(lean) > 1e-3 else 0)
        assert at_least(z, lean) == pytest.approx(theirs.sf(z), abs=1e-12)
        assert at_most(z, lean) == pytest.approx(theirs.cdf(z), abs=1e-12)
    assert at_least(exceeded_with(0.025, lean), lean) == pytest.approx(0.025)


def test_one_pair_of_rates_is_a_binomial_test():
    given = sides([(0, 0.0, 14, 20)], [(900.0, 2600.0)])
    theirs = binomtest(14, 34, 900 / 3500, alternative="greater")
    found = rate_test(given, "greater")
    assert found.p == pytest.approx(theirs.pvalue)
    low, high = binomtest(14, 34, 900 / 3500).proportion_ci(0.95, method="exact")
    effect = found.effect()
    ratios = [share / (1 - share) * 2600 / 900 for share in (low, high)]
    assert (effect.low, effect.high) == pytest.approx(ratios)
    assert effect.size == pytest.approx((14 / 900) / (20 / 2600))


def test_strata_of_rates_add_up_as_drawn_numbers_do():
    law = of_events(
        np.array([3.0, 5.0]), np.array([4.0, 2.0]), np.array([10.0, 30.0]), np.array([20.0, 30.0])
    )
    chance = np.random.default_rng(11)
    drawn = chance.binomial(7, 1 / 3, 200_000) + chance.binomial(7, 1 / 2, 200_000)
    assert law.at_least(8) == pytest.approx(np.mean(drawn >= 8), abs=0.005)


def test_a_cluster_is_judged_by_fishers_test_times_the_clusters():
    given = sides(
        [(0, 0.0, 0, 30), (0, 1.0, 0, 40), (1, 0.0, 5, 0), (1, 1.0, 6, 0), (2, 0.0, 1, 0), (2, 1.0, 14, 0)]
    )
    found = scan_test(given, "greater")
    worst = fisher_exact([[14, 1], [26, 29]], "greater").pvalue
    assert (found.stratum, found.p) == (2, pytest.approx(2 * worst))


def test_the_trend_is_the_quasi_poisson_one_of_statsmodels():
    chance = np.random.default_rng(2)
    periods = np.arange(-12.0, 0.0)
    amounts = np.round(1000 * np.exp(0.05 * periods) * chance.gamma(8, 1 / 8, 12), 2)
    theirs = GLM(amounts, add_constant(periods), family=families.Poisson()).fit(scale="X2")
    coefficients, _ = fitted(np.column_stack([np.ones(12), periods]), amounts)
    assert coefficients == pytest.approx(theirs.params)
    ahead = np.arange(0.0, 4.0)
    forecast = forecast_sum(periods, amounts, np.full(12, 1e9), ahead)
    expected = theirs.predict(add_constant(ahead))
    assert forecast.expected == pytest.approx(expected.sum())
    slope = np.array([1.0, float(expected @ ahead) / expected.sum()])
    spread = theirs.scale / expected.sum() + slope @ theirs.cov_params() @ slope
    assert forecast.spread == pytest.approx(np.sqrt(spread))
