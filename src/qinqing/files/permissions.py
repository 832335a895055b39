"""Who may open an attachment: the app it belongs to says so, by a rule it registers."""

from __future__ import annotations

from collections.abc import Callable

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.files.models import Attachment
from qinqing.files.publication import is_published

Rule = Callable[[Actor, Attachment], bool]
_rules: dict[str, Rule] = {}


def opens(owner: str) -> Callable[[Rule], Rule]:
    """Registers an app's rule: `@opens("affairs")` above a function of actor and attachment."""

    def register(rule: Rule) -> Rule:
        _rules[owner] = rule
        return rule

    return register


def may_open(actor: Actor | None, attachment: Attachment) -> bool:
    """Whoever its app lets in; a stranger, and anybody else, only what is published. An app without a rule lets in nobody."""
    rule = _rules.get(attachment.owner)
    if actor is not None and rule is not None and rule(actor, attachment):
        return True
    return attachment.standing == "clean" and is_published(attachment)


@relation(Attachment)
def relation_to_attachment(actor: Actor | None, attachment: Attachment) -> str:
    return "own" if may_open(actor, attachment) else "none"
