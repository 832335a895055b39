"""What a firm does about its own application, a page each: asked, done once, receipt handed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request, sent
from qinqing.affairs.models import Application, CorrectionPoint, Rating
from qinqing.affairs.pages.enterprise.engaged import EngagedForm
from qinqing.affairs.pages.enterprise.forms import (
    ContestForm,
    DemandForm,
    PointForm,
    RateForm,
    TripForm,
    WithdrawForm,
)
from qinqing.affairs.pages.enterprise.found import own_case
from qinqing.affairs.selectors.cases import Case
from qinqing.affairs.services import correcting, deciding, demanding, engaging, rating, running
from qinqing.affairs.services.papers import OWNER
from qinqing.affairs.shown.contents import point_words
from qinqing.files.services import receive_all
from qinqing.record.services import entries_written
from qinqing.refusals import Failed, Refused

Given = dict[str, Any]
Do = Callable[[Application, Given], object]


def withdraw(request: Request, number: str) -> HttpResponse:
    """The firm takes it back."""
    case = own_case(request, number)
    return _act(
        request,
        case,
        WithdrawForm(sent(request), initial=_seen(case)),
        lambda now, given: deciding.withdraw(request.actor, now, given["seen"], given["words"]),
        {
            "title": _("撤回申请"),
            "lead": _("撤回以后不再办理，不影响您以后再申请。"),
            "button": _("撤回这件申请"),
        },
    )


def trip(request: Request, number: str) -> HttpResponse:
    """The firm had to come: counted."""
    case = own_case(request, number)
    return _act(
        request,
        case,
        TripForm(sent(request), initial=_seen(case)),
        lambda now, given: running.note_trip(request.actor, now, given["seen"], given["words"], given["on"]),
        {
            "title": _("记一次跑腿"),
            "lead": _("为这件事来过本局一次，就记一次；次数公开统计，用来看指南写得够不够清楚。"),
            "button": _("记下这一次"),
        },
    )


def demand(request: Request, number: str) -> HttpResponse:
    """A demand the guide does not make."""
    case = own_case(request, number)
    return _act(
        request,
        case,
        DemandForm(sent(request), initial=_seen(case)),
        lambda now, given: demanding.record_demand(
            request.actor, now, given["seen"], given["words"], on=given["on"]
        ),
        {
            "title": _("记下指南以外的要求"),
            "lead": _("指南写的就是全部要求。超出的，您可以不交；记下来，由规则核对，督查看得到。"),
            "button": _("记下来"),
        },
    )


def intermediary(request: Request, number: str) -> HttpResponse:
    """An intermediary the firm chose, or was made to use."""
    case = own_case(request, number)
    form = EngagedForm(sent(request), initial=_seen(case))
    return _act(
        request,
        case,
        form,
        lambda now, given: engaging.record_intermediary(request.actor, now, given["seen"], form.engagement),
        {
            "title": _("记下中介服务"),
            "lead": _(
                "为这件事委托过检测、设计、论证等中介的，写明谁选的、谁付钱。承办科室和督查看得到；"
                "本局指定又要企业付钱的，由规则列为疑点。"
            ),
            "button": _("记下来"),
        },
    )


def rate(request: Request, number: str) -> HttpResponse:
    """One of five grades, once, if the firm wishes."""
    case = own_case(request, number)
    return _act(
        request,
        case,
        RateForm(sent(request)),
        lambda now, given: rating.rate(
            request.actor,
            now,
            int(given["grade"]),
            given["words"],
            real_name=not given["anonymous"],
        ),
        {
            "title": _("评价"),
            "lead": _("自愿评价，一件事一次；评不评、怎么评，都不影响您办事。"),
            "button": _("提交评价"),
        },
    )


def contest(request: Request, number: str) -> HttpResponse:
    """The firm rated by mistake; supervision decides, and then it is left out."""
    case = own_case(request, number)
    given_before = get_object_or_404(Rating, application=case.application)
    return _act(
        request,
        case,
        ContestForm(sent(request)),
        lambda now, given: rating.contest_rating(request.actor, given_before, given["words"]),
        {
            "title": _("评错了"),
            "lead": _("由督查人员认定；认定评错的，不再计入任何统计。"),
            "button": _("申请更正"),
        },
    )


def answer(request: Request, number: str, pk: int) -> HttpResponse:
    """One point of the one-time list."""
    case = own_case(request, number)
    points = CorrectionPoint.objects.select_related("notice__application__enterprise")
    point = get_object_or_404(
        points, pk=pk, notice__application=case.application, notice__issued_at__isnull=False
    )
    if request.method != "POST" and point.answered_at:
        return redirect("own_application", number)
    form = PointForm(sent(request), request.FILES, initial=_seen(case), point=point, item=case.item)
    shown = {
        "title": point_words(case, point.about),
        "lead": point.words,
        "button": _("答复这一项"),
        "files": True,
    }
    return _act(request, case, form, lambda now, given: _answer(request, point, given), shown)


def _answer(request: Request, point: CorrectionPoint, given: Given) -> None:
    """First the files, then the answer: looking into a file takes up to seconds."""
    paper: Given | None = None
    if uploads := given.get("files"):
        person = f"enterprise/{point.notice.application.enterprise_id}"
        taken = receive_all(request.actor, uploads, owner=OWNER, person=person)
        paper = {"how": "file", "files": [str(one.pk) for one in taken]}
    elif given.get("counter"):
        paper = {"how": "counter", "no": ""}
    correcting.answer_correction(request.actor, point, given["seen"], given["answer"], paper)


def _act(request: Request, case: Case, form: forms.Form, do: Do, shown: Given) -> HttpResponse:
    """Once what was written is right, done; else the page again with what is wrong with it."""
    back, status = reverse("own_application", args=[case.application.number]), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with entries_written() as written:
                    do(case.application, form.cleaned_data)
                return hand_out(written, back)
            except (Refused, Failed) as trouble:
                form.add_error(None, _said(trouble))
                status = 409
                _show_anew(form, case)
    context = {"case": case, "form": form, **shown}
    return render(request, "affairs/enterprise/act.html", context, status=status)


def _show_anew(form: forms.Form, case: Case) -> None:
    """What changed meanwhile has been told; sent again, it is sent by somebody who read it."""
    if "seen" in form.fields:
        case.application.refresh_from_db(fields=("version",))
        form.data = {**form.data.dict(), form.add_prefix("seen"): case.application.version}  # type: ignore[attr-defined]


def _seen(case: Case) -> Given:
    return {"seen": case.application.version}


def _said(trouble: Refused | Failed) -> list[str]:
    return [str(trouble.says), *(str(problem) for problem in getattr(trouble, "problems", ()))]
