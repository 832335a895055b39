"""The library all components register in, and how one is rendered from its template."""

from __future__ import annotations

from django import template
from django.template import loader
from django.utils.safestring import SafeString

register = template.Library()


def rendered(name: str, **context: object) -> SafeString:
    """The component's template with exactly this context: a component sees nothing of the page around it."""
    text: SafeString = loader.get_template(f"web/components/{name}.html").render(context)
    return text
