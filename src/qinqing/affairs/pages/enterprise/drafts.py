"""A draft: saved as one types or by a button, looked over, filed once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request
from qinqing.affairs.catalogue.model import PROJECT, Field
from qinqing.affairs.item_form import ItemForm, posted_counter, posted_fields, problems_of
from qinqing.affairs.models import Draft
from qinqing.affairs.offered import still_offered
from qinqing.affairs.pages.enterprise.found import filed_of, own_draft
from qinqing.affairs.secrecy import public_items
from qinqing.affairs.selectors.held import form_for, held_papers
from qinqing.affairs.services import drafts, filing
from qinqing.affairs.services.papers import OWNER
from qinqing.affairs.shown.contents import answer_words
from qinqing.affairs.shown.files import attached_row
from qinqing.files.models import Attachment
from qinqing.files.services import receive_all
from qinqing.record.services import entries_written
from qinqing.refusals import Failed, Refused
from qinqing.web.headers import with_own_script

Problems = Mapping[str, list[str]]


def draft(request: Request, key: str) -> HttpResponse:
    """The form. Sent, everything is saved; what keeps it from being filed is said on the next page, not here."""
    if filed := filed_of(request, key):
        return redirect("own_application", filed.number)
    found = own_draft(request, key)
    if waits := _waits(request, found):
        return waits
    if request.method != "POST":
        return _form(request, found)
    try:
        troubles = _save(request, found)
    except Refused as refused:
        # Nothing of it was saved; what was typed stays on the page to be mended.
        found.fields |= posted_fields(still_offered(found.item), request.POST)
        return _form(request, found, {"": _said(refused)}, status=409)
    if troubles:
        return _form(request, own_draft(request, key), files=troubles, status=422)
    if "review" in request.POST:
        return redirect("draft_review", key)
    messages.success(request, _saved_words())
    return redirect("draft", key)


def autosave(request: Request, key: str) -> HttpResponse:
    """Some answers, as JSON: `said`, and whether others were `filled` in by them."""
    found = own_draft(request, key)
    try:
        fields = posted_fields(still_offered(found.item), request.POST)
        saved = drafts.save_draft(request.actor, found, fields)
    except Refused as refused:
        return JsonResponse({"said": str(refused.says)}, status=409)
    filled = PROJECT in fields and any(
        value and key not in fields and found.fields.get(key) != value for key, value in saved.fields.items()
    )
    return JsonResponse({"said": _saved_words(), "filled": filled})


def review(request: Request, key: str) -> HttpResponse:
    """Everything once more before it is filed; sent, it is filed, and filed once whatever happens."""
    if filed := filed_of(request, key):
        return redirect("own_application", filed.number)
    found = own_draft(request, key)
    if waits := _waits(request, found):
        return waits
    refused: Refused | None = None
    if request.method == "POST":
        try:
            with entries_written() as written:
                application = filing.file_application(request.actor, key)
        except Refused as trouble:
            refused = trouble
        else:
            back = reverse("own_application", args=[application.number])
            filed_page = reverse("own_application_filed", args=[application.number])
            return hand_out(written[:1], back, filed_page) if written else redirect(back)
    return _review(request, found, refused)


def discard(request: Request, key: str) -> HttpResponse:
    """Asked once more, then away with it."""
    found = own_draft(request, key)
    if request.method != "POST":
        return render(
            request,
            "affairs/enterprise/discard.html",
            {"draft": found, "item": public_items().get(found.item)},
        )
    drafts.discard_draft(request.actor, found)
    messages.success(request, _("草稿已经删除。"))
    return redirect("own_affairs")


def _waits(request: Request, found: Draft) -> HttpResponse | None:
    """The page that says why this cannot be gone on with online: nothing of the changed guide is on it."""
    try:
        still_offered(found.item)
    except Refused as refused:
        context = {"draft": found, "refused": refused}
        return render(request, "affairs/enterprise/draft_waits.html", context, status=409)
    return None


def _save(request: Request, found: Draft) -> dict[str, list[str]]:
    """Saves answers and papers; of files that were not taken, why, by paper. Those of other papers are kept."""
    item = still_offered(found.item)
    form = ItemForm(item, form_for(found.enterprise, item, found.fields), found)
    drafts.save_draft(
        request.actor, found, posted_fields(item, request.POST), posted_counter(form, request.POST)
    )
    troubles: dict[str, list[str]] = {}
    for one in form.asked_papers:
        if (name := f"files-{one.paper.key}") in request.FILES:
            troubles |= _attach(request, found, one.paper.key, request.FILES.getlist(name))
    if dropped := request.POST.get("drop"):
        drafts.save_draft(request.actor, found, {}, {dropped: {}})
    return troubles


def _attach(request: Request, found: Draft, paper: str, uploads: list[Any]) -> dict[str, list[str]]:
    """Beside the files the paper has already."""
    person = f"enterprise/{found.enterprise_id}"
    try:
        taken = receive_all(request.actor, uploads, owner=OWNER, person=person)
    except (Refused, Failed) as trouble:
        return {paper: _said(trouble)}
    known = own_draft(request, found.key).papers.get(paper) or {}
    files = [*known.get("files", ()), *(str(one.pk) for one in taken)]
    drafts.save_draft(request.actor, found, {}, {paper: {"how": "file", "files": files}})
    return {}


def _form(
    request: Request,
    found: Draft,
    problems: Problems | None = None,
    files: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    item = still_offered(found.item)
    if request.GET.get("check") and not problems:
        problems = _problems(found)
    form = ItemForm(item, form_for(found.enterprise, item, found.fields), found, problems, files)
    context = {"draft": found, "item": item, "form": form, "papers": _papers(form)}
    return with_own_script(render(request, "affairs/enterprise/draft.html", context, status=status))


def _papers(form: ItemForm) -> list[dict[str, Any]]:
    """Each paper to give with the files it has."""
    files = _attachments(form.draft)
    return [
        {
            "paper": one.paper,
            "files": form[f"files-{one.paper.key}"],
            "counter": form[f"counter-{one.paper.key}"],
            "attached": [
                attached_row(files[pk]) for pk in _files_of(form.draft, one.paper.key) if pk in files
            ],
        }
        for one in form.asked_papers
    ]


def _review(request: Request, found: Draft, refused: Refused | None) -> HttpResponse:
    item = still_offered(found.item)
    held = held_papers(found.enterprise, item, found.fields, found.papers)
    files = _attachments(found)
    context = {
        "draft": found,
        "item": item,
        "refused": refused,
        "problems": [
            (key, item.field.get(key) or item.paper[key], said) for key, said in _problems(found).items()
        ],
        "fields": [(one.label, _words(one, found.fields.get(one.key, ""))) for one in item.fields],
        "papers": [
            {
                "paper": one,
                "given": found.papers.get(one.key),
                "held": one.key in held,
                "attached": [attached_row(files[pk]) for pk in _files_of(found, one.key) if pk in files],
            }
            for one in item.papers
        ],
    }
    return render(request, "affairs/enterprise/review.html", context, status=422 if refused else 200)


def _words(field: Field, value: str) -> str:
    return answer_words(field, value) if value else ""


def _problems(found: Draft) -> dict[str, list[str]]:
    item = still_offered(found.item)
    held = held_papers(found.enterprise, item, found.fields, found.papers)
    return problems_of(item, found.fields, {**held, **found.papers})


def _attachments(found: Draft) -> dict[str, Attachment]:
    named = [pk for key in found.papers for pk in _files_of(found, key)]
    return {str(one.pk): one for one in Attachment.objects.filter(pk__in=named)}


def _files_of(found: Draft, paper: str) -> list[str]:
    return [str(pk) for pk in (found.papers.get(paper) or {}).get("files", ())]


def _said(trouble: Refused | Failed) -> list[str]:
    return [str(trouble.says), *(str(problem) for problem in getattr(trouble, "problems", ()))]


def _saved_words() -> str:
    return _("已保存 %s") % timezone.localtime().strftime("%H:%M")
