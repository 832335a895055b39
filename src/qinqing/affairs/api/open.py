"""Open data: what there is to apply for, how it really goes, what the bureau promised. No token, nobody's own data."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from qinqing.affairs.api.schemas import ItemOut, ItemsOut, ItemStatistics, PromiseOut
from qinqing.affairs.catalogue.open_data import as_object
from qinqing.affairs.guide import Guide, public_guides
from qinqing.affairs.models import Promise
from qinqing.affairs.published import statistics
from qinqing.affairs.secrecy import public_items
from qinqing.api.described import described

router = Router()


@router.get(
    "/items", response=ItemsOut, by_alias=True, url_name="api_items",
    **described("items", "全部事项", "Every service item", tag="open"),
)  # fmt: skip
def items(request: HttpRequest) -> dict[str, Any]:
    known = public_guides(timezone.localdate())
    return {"on": timezone.localdate(), "items": [as_object(one.item, one.terms) for one in known.values()]}


@router.get(
    "/items/{key}", response=ItemOut, by_alias=True, url_name="api_item",
    **described("item", "一个事项", "One service item", tag="open"),
)  # fmt: skip
def item(request: HttpRequest, key: str) -> dict[str, Any]:
    found = _found(key)
    return as_object(found.item, found.terms)


@router.get(
    "/items/{key}/statistics", response=ItemStatistics, url_name="api_statistics",
    **described("item_statistics", "一个事项实际多久办好", "How long one item really takes", tag="open"),
)  # fmt: skip
def item_statistics(request: HttpRequest, key: str) -> dict[str, Any]:
    return {"item": key, "statistics": statistics(_found(key).item.key)}


@router.get(
    "/promises", response=list[PromiseOut], url_name="api_promises",
    **described("promises", "本局确认过的承诺时限", "The limits the bureau promised, past ones too", tag="open"),
)  # fmt: skip
def promises(request: HttpRequest) -> list[Promise]:
    return [*Promise.objects.filter(item__in=public_items())]


def _found(key: str) -> Guide:
    found = public_guides(timezone.localdate()).get(key)
    if found is None:
        raise Http404
    return found
