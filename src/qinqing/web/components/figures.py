"""Numbers and pictures: strips of figures, name–value lists, charts with their table."""

from __future__ import annotations

from django.utils.safestring import SafeString

from qinqing.web.components.registry import joined, register, rendered

KEYS = frozenset({"", "kept-qin", "kept-qing", "breach", "unset"})
STRIPS = {3: "strip-3", 4: "", 5: "strip-5"}


@register.simple_block_tag
def strip(content: str, columns: int = 4, rows: bool = False) -> SafeString:
    """Three to five large figures side by side; `rows` keeps them under one another on a phone."""
    return rendered("strip", content=content, layout=STRIPS[columns], rows=rows)


@register.simple_tag
def figure(
    label: object, value: object, unit: object = "", note: object = "", key: str = "", released: bool = False
) -> SafeString:
    """One figure of a strip. `key`: kept-qin, kept-qing, breach, unset; `released` stands behind the double rule."""
    if key not in KEYS:
        raise ValueError(f"key {key!r}; known: {sorted(KEYS)}")
    context = {"label": label, "value": value, "unit": unit, "note": note, "key": key, "released": released}
    return rendered("figure", **context)


@register.simple_block_tag
def compare(content: str) -> SafeString:
    """Observed against limit in large words: `{% compare %}{% measure … %}{% endcompare %}`."""
    return rendered("compare", content=content)


@register.simple_tag
def measure(label: object, value: object, unit: object = "") -> SafeString:
    return rendered("measure", label=label, value=value, unit=unit)


@register.simple_block_tag
def record_line(content: str) -> SafeString:
    """A few small figures over one another's names; same `measure` inside."""
    return rendered("record_line", content=content)


@register.simple_block_tag
def kv(content: str) -> SafeString:
    """Names and values: `{% kv %}{% pair _("更新") "每天" %}{% endkv %}`."""
    return rendered("kv", content=content)


@register.simple_tag
def pair(name: object, value: object, note: object = "") -> SafeString:
    return rendered("pair", name=name, value=value, note=note)


@register.simple_block_tag
def chart(
    content: str,
    src: str,
    alt: str,
    width: int,
    height: int,
    caption: object = "",
    note: object = "",
    narrow: str = "",
    csv: str = "",
    table: object = "",
    optional: bool = False,
) -> SafeString:
    """A picture with its words: alt text, a source for phones, and the table (the content) with its CSV.

    `table` is what the fold of the table says; a chart that repeats a table beside it leaves content empty.
    """
    return rendered(
        "chart",
        content=joined(content),
        src=src,
        alt=alt,
        width=width,
        height=height,
        caption=caption,
        note=note,
        narrow=narrow,
        csv=csv,
        table=table,
        optional=optional,
    )
