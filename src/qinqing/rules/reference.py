"""The reference page of the rules, written from their headers so that it cannot grow stale."""

from __future__ import annotations

from qinqing.law.addresses import label
from qinqing.law.bindings import articles_of
from qinqing.law.values import load_catalogue
from qinqing.rules import macros
from qinqing.rules.allowed import FUNCTIONS, STRUCTURAL_NUMBERS
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.rule import BY_ID, COUNTED, OPTIONAL, REQUIRED

ABOUT = f"""# The rules

<!-- written by scripts/generate_rules_reference.py: do not edit -->

A rule is one SQL file, `src/qinqing/rules/catalogue/<subject>/<rule>.sql`, with its cases beside it. `qinqing check
FOLDER` runs them all; `--rules GLOB` some.

## How a rule is written

The leading `-- ` lines are one YAML document; `Header` in `src/qinqing/rules/header.py` says what each slot holds.
Every slot is mandatory, no other is allowed. Then comes exactly one SELECT in DuckDB's dialect. It is checked when
it is loaded; what is wrong is named with file and line.

* It reads fact tables and `calendar(day, is_workday, workday_no)`, names every column, and calls only functions that
  mean the same on every engine: {", ".join(sorted(f"`{function.sql_name().lower()}`" for function in FUNCTIONS))}.
* No number and no date stands in it but {" and ".join(STRUCTURAL_NUMBERS)}; they come from dated values.
* It yields one row per unit judged: {", ".join(f"`{name}`" for name in REQUIRED)}; if it has them
  {", ".join(f"`{name}`" for name in OPTIONAL)}; and what its sentences name. A row whose `verdict` is null is not
  judged: it has not fallen due.
* `missing` names what an undetermined row lacks (`table:key.column`, or `value:id@year`); rows that lack the same
  thing become one finding. `says` names the sentence in the header. Sentences may also name
  {", ".join(f"`{{{name}}}`" for name in (*BY_ID, *COUNTED))}.
* A table or optional column it reads and the folder lacks skips it, by name — except columns listed in `without`,
  whose absence the contract settles.

Beyond plain SQL it may use these words:
"""
WORDS = (macros.__doc__ or "").partition("\n\n")[2].strip()


def reference_page() -> str:
    """The whole page as Markdown."""
    rules = load_rules().values()
    return "\n".join([ABOUT, WORDS, "", "## The rules we have", "", *map(rule_section, rules)])


def rule_section(rule: Rule) -> str:
    articles = "、".join(label(article).zh for article in articles_of(rule.norms))
    lines = [
        f"### {rule.id} {rule.title.zh}",
        "",
        f"{rule.title.en}. {rule.explains.en}",
        "",
        rule.explains.zh,
        "",
        f"* articles of the home measure: {articles}; norms: {code(rule.norms)}",
        f"* {rule.kind} · {rule.level} · custody: {rule.custody} · judges {rule.judged.en}",
        f"* reads {code(tuple(rule.compiled.reads))}" + settled(rule),
        *(f"* value `{name}`: {load_catalogue()[name].describes.en}" for name in rule.values),
        f"* values on: {rule.header.day.en}",
        f"* does not see: {rule.blind.en}",
        f"* source: {'; '.join(f'{place.zh} · {place.en}' for place in rule.cited)}",
        *([f"* deviates from the contract: {rule.deviates.en}"] if rule.deviates else []),
        "",
    ]
    return "\n".join(lines)


def settled(rule: Rule) -> str:
    return f"; does without {code(rule.header.without)}" if rule.header.without else ""


def code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
