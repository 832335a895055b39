"""Screens: the p of many units at once, near enough to tell which are kept and need no exact one.

docs/algorithms/screening.md. A screen promises, unit by unit, a p right to a part in a million or else one that is
no larger than the test's own; 0 or NaN where it cannot tell. It is asked of units with enough cases only.
"""
