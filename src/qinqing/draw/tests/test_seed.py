"""Seed and order: fixed vectors, and that nobody is favoured."""

from __future__ import annotations

import hashlib

import pytest
from scipy.stats import chi2

from qinqing.draw.seed import first, salt, seed_of, team_order, tickets

COMMIT, ONE, OTHER = bytes(32), bytes(range(32)), bytes(range(32, 64))
SOURCES = (b"lottery\nx\n1\n1 2 3\n", b"index\ny\n2026-07-03\nz 1.00\n")
# Reckoned by the formulas alone, apart from the package.
VECTORS = {
    "seed": "37d3c85cfbc11161070e208649a1acf743b0ec7b94b5ffc5b21d143a2ecfea7c",
    "ticket": "eb12bcf8c4e1c1d1ed95f109f2d6fcc19d1056a7d1cec5e458ef871e545f3a9f",
    "first": ["E136", "E070", "E133", "E017", "E146"],
    "team": ["P1", "P3", "P2"],
    "salt": "f40f7efa1f90d6e395415b758493f5a40cc1b569e2b69585acc19144782d61bc",
}


def test_the_seed_is_the_hash_of_the_contract():
    hashed = b"".join(hashlib.sha256(source).digest() for source in SOURCES)
    by_hand = hashlib.sha256(b"qqdraw-seed/v1\n" + COMMIT + ONE + OTHER + hashed).digest()
    assert seed_of(COMMIT, (ONE, OTHER), SOURCES) == by_hand


def test_the_ticket_is_the_hash_of_the_contract():
    ids = ["91410000000000001M", "乙厂"]
    by_hand = [hashlib.sha256(b"qqdraw/v1\n" + ONE + b"\n" + id.encode()).digest() for id in ids]
    assert tickets(ONE, ids) == by_hand


def test_fixed_vectors_never_change():
    seed = seed_of(COMMIT, (ONE, OTHER), SOURCES)
    ids = [f"E{n:03}" for n in range(200)]
    assert seed.hex() == VECTORS["seed"]
    assert tickets(seed, ["E000"])[0].hex() == VECTORS["ticket"]
    assert first(seed, ids, 5) == VECTORS["first"]
    assert team_order(seed, "E000", ["P1", "P2", "P3"]) == VECTORS["team"]
    assert salt(seed, "result").hex() == VECTORS["salt"]


@pytest.mark.parametrize("given", [(bytes(31), (ONE, OTHER)), (COMMIT, (ONE,)), (COMMIT, (ONE, bytes(33)))])
def test_what_is_not_32_bytes_has_no_seed(given):
    with pytest.raises(ValueError, match="32 bytes"):
        seed_of(*given, SOURCES)


def test_order_of_the_pool_changes_nothing():
    ids = [f"E{n}" for n in range(500)]
    assert first(ONE, ids, 40) == first(ONE, ids[::-1], 40)


@pytest.mark.parametrize("count", [0, 1, 7, 31, 32, 200, 499, 500, 501])
def test_more_of_them_begin_with_the_same_ones(count: int):
    """Whether few are taken from a heap or many from a sorted list."""
    ids = [f"E{n}" for n in range(500)]
    assert first(ONE, ids, 500)[:count] == first(ONE, ids, count)


def drawn_times(draws: int, firms: int, count: int) -> list[int]:
    """How often each firm is among the first `count` over as many seeds."""
    ids = [f"E{n}" for n in range(firms)]
    position = {id: n for n, id in enumerate(ids)}
    times = [0] * firms
    for n in range(draws):
        for id in first(hashlib.sha256(str(n).encode()).digest(), ids, count):
            times[position[id]] += 1
    return times


@pytest.mark.proof
def test_over_many_draws_every_firm_is_drawn_alike(scaled, record_property):
    """χ² of drawing 5 of 40 without replacement: the counts vary by n·p·(1−p)·N/(N−1), so the sum is scaled to it."""
    draws, firms, count = scaled(4_000, 100_000), 40, 5
    times = drawn_times(draws, firms, count)
    share = count / firms
    spread = draws * share * (1 - share) * firms / (firms - 1)
    statistic = sum((seen - draws * share) ** 2 for seen in times) / spread
    p = float(chi2.sf(statistic, firms - 1))
    record_property("draws", draws)
    record_property("chi2", f"{statistic:.1f} with {firms - 1} degrees of freedom, p = {p:.3f}")
    assert 0.001 < p < 0.9999


def test_a_favourite_would_be_seen():
    """The control: a firm whose ticket is taken twice, as one entered twice would have it, fails the same test."""
    times = drawn_times(2_000, 40, 5)
    draws, share = 2_000, 5 / 40
    times[0] *= 2
    statistic = sum((seen - draws * share) ** 2 for seen in times) / (draws * share * (1 - share) * 40 / 39)
    assert chi2.sf(statistic, 39) < 0.001
