"""Rules as the platform shows them: titles, sentences, the articles they serve by the home measure's bindings."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db.models import OuterRef, Subquery

from qinqing.law.bindings import POSITIVE, articles_of, load_binding
from qinqing.oversight.models import Finding, RuleText
from qinqing.refusals import Say
from qinqing.rules.catalogue import Rule, load_rules


def rule_titles() -> dict[str, Say]:
    """rule id → its title in both languages."""
    return {name: rule.title for name, rule in load_rules().items()}


def rule_of(name: str) -> Rule | None:
    return load_rules().get(name)


def judged_by() -> Subquery:
    """For a question about findings: the digest of the rule's file as the last sweep judged by it. `changed_text` reads it."""
    of_run = RuleText.objects.filter(runs__sweep=OuterRef("last_sweep"), runs__rule=OuterRef("rule"))
    return Subquery(of_run.values("digest")[:1])


def text_behind(finding: Finding) -> str | None:
    """The rule's file as the finding's last sweep judged by it; None where that sweep is older than the keeping."""
    of_run = {"runs__sweep": finding.last_sweep_id, "runs__rule": finding.rule}
    return RuleText.objects.filter(**of_run).values_list("text", flat=True).first()


def changed_text(finding: Finding) -> str:
    """The rule's file as a finding asked for with `judged_by` was judged by, where today's is another; else empty."""
    rule, digest = rule_of(finding.rule), getattr(finding, "judged_by", None)
    today = hashlib.sha256(rule.path.read_bytes()).hexdigest() if rule else ""
    return (text_behind(finding) or "") if digest and digest != today else ""


def articles_of_rule(name: str) -> tuple[str, ...]:
    """Addresses of the home measure's articles a rule serves, through the norms it cites."""
    rule = load_rules().get(name)
    return articles_of(rule.norms, load_binding(settings.MEASURE)) if rule else ()


def rules_of_article(address: str) -> list[str]:
    return [name for name in load_rules() if address in articles_of_rule(name)]


def has_totals(address: str) -> bool:
    """Whether what was verified of an article may be published as a total: rules watch over it, and it is no duty.

    Whichever list it stands on: a measure's last chapter may forbid as much as its list of prohibitions. Duties have
    their live figures.
    """
    binding = load_binding(settings.MEASURE)
    known = address in binding.articles
    return known and binding.list_type_of(address) != POSITIVE and bool(rules_of_article(address))


def articles_with_rules() -> list[str]:
    """Every article some rule serves, in order."""
    serving = {address for name in load_rules() for address in articles_of_rule(name)}
    return [address for address in load_binding(settings.MEASURE).articles if address in serving]
