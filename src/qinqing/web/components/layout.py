"""Where things stand on a page: columns, head, crumbs, sections, panels, links that open for this reader only."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinqing.web.components.registry import joined, register, rendered
from qinqing.web.navigation import Item, open_to
from qinqing.web.navigation import navigation as entries
from qinqing.web.preferences import CHOICES

Context = dict[str, Any]

SEALS = {"positive": ("亲", "seal-qin"), "negative": ("清", "seal-qing")}


class Columns(template.Node):
    """`{% columns %}main{% beside %}context{% endcolumns %}`: one column where nothing stands beside."""

    child_nodelists = ("main", "side")

    def __init__(self, main: NodeList, side: NodeList):
        self.main = main
        self.side = side

    def render(self, context: template.Context) -> SafeString:
        main, side = self.main.render(context), joined(self.side.render(context))
        return rendered("columns", main=main, side=side)


@register.tag
def columns(parser: Parser, token: Token) -> Columns:
    main = parser.parse(("beside",))
    parser.delete_first_token()
    side = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return Columns(main, side)


@register.simple_tag(takes_context=True)
def reading_attributes(context: Context) -> SafeString:
    """The reading preferences as attributes of `<html>`."""
    page = context.get("page")
    preferences = page.preferences if page else context.get("preferences")
    words = [(name, getattr(preferences, name, "")) for name in CHOICES]
    return format_html_join("", ' data-{}="{}"', ((name, value) for name, value in words if value))


@register.simple_tag(takes_context=True)
def navigation(context: Context, face: str) -> list[Item]:
    """The navigation of a face for this reader: `{% navigation "staff" as items %}`."""
    return entries(face, context["page"].actor, context["page"].request.path)


@register.simple_tag(name="open_to", takes_context=True)
def open_to_tag(context: Context, route: str) -> str:
    """The route's address if this reader may open it, else ''."""
    return open_to(route, context["page"].actor)


@register.simple_block_tag(takes_context=True)
def open_link(context: Context, content: str, route: str) -> str:
    """A list item with a link, left out where this reader may not open the route."""
    url = open_to(route, context["page"].actor)
    return format_html('<li><a href="{}">{}</a></li>', url, content) if url else ""


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """The way here: `{% crumbs %}{% crumb _("办法") "law" %}{% crumb article.label %}{% endcrumbs %}`."""
    return rendered("crumbs", content=content)


@register.simple_tag
def crumb(label: object, route: str = "", *parts: object, anchor: str = "") -> SafeString:
    """One step of the way, linked where a route (and its parts) is given; the last one is this page."""
    url = reverse(route, args=parts) + (f"#{anchor}" if anchor else "") if route else ""
    return rendered("crumb", label=label, url=url)


@register.simple_tag
def page_head(title: object, eyebrow: object = "", lead: object = "", seal: str = "") -> SafeString:
    """The one display title of a page, with what stands over and under it. `seal`: as for `seal`; a list without one has none."""
    stamped = seal if seal in SEALS or len(seal) == 1 else ""
    return rendered("page_head", title=title, eyebrow=eyebrow, lead=lead, seal=stamped)


@register.simple_block_tag
def finding_head(content: str, says: object, lead: object = "", seal: str = "") -> SafeString:
    """The head of a finding: its sentence as title; the content is the line of tags and words above it."""
    return rendered("finding_head", content=content, says=says, lead=lead, seal=seal)


@register.simple_block_tag
def section(content: str, title: object, id: str, lead: object = "", hidden: bool = False) -> SafeString:
    """A subject of the page under its own heading; `id` makes it a place to link to."""
    return rendered("section", content=content, title=title, id=id, lead=lead, hidden=hidden)


@register.simple_block_tag
def panel(content: str, title: object) -> SafeString:
    """Context beside the page, never needed to act."""
    return rendered("panel", content=content, title=title)


@register.simple_block_tag
def links(content: str) -> SafeString:
    """Links that stand alone, one a line: `{% links %}<li><a …></li>{% endlinks %}`."""
    return format_html('<ul class="links">{}</ul>', content)


@register.simple_tag
def seal(kind: str, size: str = "") -> SafeString:
    """Which of the two lists: 'positive' filled, 'negative' outlined; any other single character is stamped in ink."""
    character, colour = SEALS.get(kind, (kind[:1], ""))
    return rendered("seal", character=character, colour=colour, size=size)
