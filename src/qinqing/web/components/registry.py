"""The library all components register in, and how one is rendered from its template."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def rendered(name: str, /, **context: object) -> SafeString:
    """The component's template with exactly this context: a component sees nothing of the page around it."""
    return mark_safe(_template(name).render(context))  # noqa: S308 - a template escapes


@cache
def _template(name: str) -> Any:
    """Asked for dozens of times a page."""
    return loader.get_template(f"web/components/{name}.html")


def joined(*parts: str) -> SafeString:
    """Rendered pieces one after another; rendered stays rendered, where `strip` and `join` would forget it."""
    return mark_safe("".join(part.strip() for part in parts))  # noqa: S308 - every part comes from a template
