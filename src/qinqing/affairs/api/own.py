"""What the token's firm is asked, and what it applied for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router

from qinqing.accounts.entry_words import entry_words
from qinqing.accounts.matrix import relation_to
from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.api import telling
from qinqing.affairs.api.schemas import ApplicationOut, AskedItem, Me, PageOut, ReceiptOut
from qinqing.affairs.catalogue.model import PROJECT
from qinqing.affairs.models import Application
from qinqing.affairs.offered import offered_now
from qinqing.affairs.secrecy import public_items
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.held import form_for
from qinqing.affairs.selectors.lists import own_applications
from qinqing.affairs.texts import Titles
from qinqing.api.described import JSON, described
from qinqing.api.interface import BEARER
from qinqing.files.models import Attachment
from qinqing.files.pages import download
from qinqing.files.refusals import not_now
from qinqing.organisations.models import Enterprise
from qinqing.record.models import Entry
from qinqing.record.receipts import receipt_of

router = Router(auth=BEARER)
PER_PAGE = 50
ANY = "*/*"


def firm_of(request: Request) -> Enterprise:
    """The one enterprise the token is for."""
    (pk,) = request.actor.enterprise_ids
    return Enterprise.objects.get(pk=pk)


def own(request: Request, number: str) -> Application:
    """An application of the token's firm; another's answers like a missing one."""
    rows = Application.objects.select_related("enterprise", "department", "handler")
    return find_or_404(request, rows, number=number)


@router.get(
    "/me", response=Me, url_name="api_me",
    **described("me", "这个令牌是谁的、能做什么", "Whose token this is and what it may do", tag="own"),
)  # fmt: skip
def me(request: Request) -> dict[str, Any]:
    firm, token = firm_of(request), request.token  # type: ignore[attr-defined]
    return {
        "enterprise": firm.key,
        "name": firm.name,
        "token": token.prefix,
        "scope": token.scope,
        "until": token.until,
    }


@router.get(
    "/me/items", response=list[AskedItem], by_alias=True, url_name="api_own_items",
    **described("own_items", "各事项向本企业问什么，已有的注明不用填", "What each item asks of this enterprise; what is held is marked", tag="own"),
)  # fmt: skip
def own_items(request: Request) -> list[dict[str, Any]]:
    firm = firm_of(request)
    return [telling.asked(item, form_for(firm, item)) for item in public_items().values()]


@router.get(
    "/me/items/{key}", response=AskedItem, by_alias=True, url_name="api_own_item",
    **described("own_item", "一个事项向本企业问什么", "What one item asks of this enterprise", tag="own"),
)  # fmt: skip
def own_item(request: Request, key: str, project: str = Query("", max_length=60)) -> dict[str, Any]:
    item = offered_now(key)
    return telling.asked(item, form_for(firm_of(request), item, {PROJECT: project} if project else None))


@router.get(
    "/applications", response=PageOut, url_name="api_applications",
    **described("applications", "本企业的申请，新的在前", "This enterprise's applications, the newest first", tag="applications"),
)  # fmt: skip
def applications(request: Request, page: int = Query(1, ge=1, le=100_000)) -> dict[str, Any]:
    pages = Paginator(own_applications(request.actor), PER_PAGE)
    if page > pages.num_pages:
        return {"page": page, "next": None, "applications": []}
    shown, titles = pages.page(page), Titles()
    return {
        "page": page,
        "next": page + 1 if shown.has_next() else None,
        "applications": [telling.short(one, titles) for one in shown],
    }


@router.get(
    "/applications/{number}", response=ApplicationOut, url_name="api_application",
    **described("application", "一件申请：状态、时限、经过、补正、决定", "One application: state, clock, steps, corrections, decision", tag="applications"),
)  # fmt: skip
def application(request: Request, number: str) -> dict[str, Any]:
    return telling.whole(case_of(own(request, number)))


@router.get(
    "/applications/{number}/receipts", response=list[ReceiptOut], url_name="api_receipts",
    **described("receipts", "这件申请每一步的回执，谁办的都有", "The receipt of every step of this application, whoever took it", tag="applications"),
)  # fmt: skip
def receipts(request: Request, number: str) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(case__key=own(request, number).case).select_related("place").order_by("step")
    return [_receipt(one) for one in rows if relation_to(request.actor, one) == "own"]


@router.get(
    "/applications/{number}/receipts/{entry}", url_name="api_receipt",
    **described("receipt", "下载一份回执", "Download one receipt", tag="applications", binary=JSON),
)  # fmt: skip
def receipt(request: Request, number: str, entry: UUID) -> HttpResponse:
    rows = Entry.objects.filter(case__key=own(request, number).case).select_related("place")
    found = find_or_404(request, rows, pk=entry)
    made = receipt_of(found)
    if made is None:
        raise Http404
    answer = HttpResponse(made, content_type=JSON)
    answer["Content-Disposition"] = f'attachment; filename="receipt-{entry}.json"'
    return answer


@router.get(
    "/applications/{number}/files/{file}", url_name="api_file",
    **described("attached", "下载这件申请的一个文件：提交的材料、中止的依据", "Download one file of this application: a paper, or what a pause rests on", tag="applications", binary=ANY),
)  # fmt: skip
def attached(request: Request, number: str, file: UUID) -> HttpResponse:
    """What the page would open for the firm, and nothing else."""
    of_it = Q(papers__application=own(request, number)) | Q(evidence__step__application__number=number)
    rows = Attachment.objects.select_related("uploaded_by").filter(of_it).distinct()
    found = find_or_404(request, rows, pk=file)
    if found.standing != "clean":
        raise not_now(found.standing)
    return download(found)


def _receipt(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry.pk,
        "type": entry.type,
        "title": telling.both(lambda: entry_words(entry.type)),
        "at": entry.at,
        "receipt": hasattr(entry, "place"),
    }
