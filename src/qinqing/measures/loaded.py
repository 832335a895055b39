"""The loaded text of an article, for the command line; None where nothing is loaded."""

from __future__ import annotations

from django.db import DatabaseError

from qinqing.measures.models import Article


def article_text(measure: str, address: str) -> str | None:
    """The article with its sub-items as loaded by the operator; None if no text, or no database yet."""
    try:
        article = (
            Article.objects.prefetch_related("items").filter(measure__key=measure, address=address).first()
        )
    except DatabaseError:
        return None
    if article is None:
        return None
    return "\n".join([article.text, *(f"{item.label}{item.text}" for item in article.items.all())])
