"""Committed random draws (双随机): fixed before chance is known, drawn once, checked by anybody.

| step | module | what it fixes |
|---|---|---|
| plan | `plan` | which draws there will be this year |
| nonce | `nonces` | each side's secret number, committed to and sealed to the witnesses |
| commit | `committing` | pool, inspectors, sizes, sources not out yet, both commitments |
| run | `running` | the sources as published; the result, as a commitment |
| substitute, open, void | `after` | who came in from the reserve; everything; that it does not count |
| verify | `verify`, `checks`, `logged` | nothing: anybody's check of the one file, offline |

`bundle` is the file, `store` keeps it, `ceremony` is the steps on files. Formulas and file: docs/algorithms/draw.md.
"""
