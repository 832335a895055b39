"""Pattern rules: the SQL of a rule counts, a test here decides whether a unit differs from its like cases.

The query of a pattern rule yields cells, one row per unit, side, stratum and value with the number of its cases:
plain sums, so stored ones can be refreshed cell by cell. What the test is — method, level, fewest cases, promised
power — stands in the slot `test` of the rule's header. Each method has its page in docs/algorithms/.

    declared.py  the slot `test`            reading.py, cells.py  cells, read some pools at a time
    methods.py   name → method, screen      comparing.py  units beside their like cases
    screening.py, screens/  who is kept without a test of his own
    decide.py    verdicts, false discoveries controlled over all units; telling.py the figures findings carry
    showing.py   what is shown of units not kept, from pool.py and sheets.py
    found.py, exact.py, odds.py, ranks.py, rates.py, scan.py, trend.py   the mathematics, knowing neither rules nor SQL
"""
