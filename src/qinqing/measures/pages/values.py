"""Dated values: the public list with sources, and the page where a reviewer confirms a sample or sets a figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request
from qinqing.law.values import load_catalogue, unit_words
from qinqing.law.values.model import EARLIEST, LATEST
from qinqing.measures import refusals, services
from qinqing.measures.stamp import kept_rendered
from qinqing.measures.values import (
    WAITING,
    ValueLine,
    by_subject,
    concerns_the_bureau,
    history_of,
    is_in_force,
    is_the_bureaus,
    line_of,
    lines_on,
)
from qinqing.refusals import Refused

TABS: dict[str, tuple[str | Promise, Callable[[ValueLine], bool]]] = {
    "waiting": (gettext_lazy("等本局确认或填写"), lambda line: line.status in WAITING),
    "bureau": (gettext_lazy("本局已定"), is_the_bureaus),
    "rules": (gettext_lazy("规则在用"), lambda line: bool(line.rules)),
    "all": (gettext_lazy("全部"), lambda line: True),
}

# What to type, by kind of value.
HINTS = {
    "period": gettext_lazy("整数，例如 30"),
    "count": gettext_lazy("整数，例如 3"),
    "money": gettext_lazy("金额，至多两位小数，例如 200"),
    "rate": gettext_lazy("小数，例如 0.05"),
    "bool": gettext_lazy("true（是）或者 false（否）"),
    "date": gettext_lazy("日期，例如 2026-12-01"),
    "month_day": gettext_lazy("月和日，例如 03-31"),
    "time": gettext_lazy("时刻，例如 08:00"),
}


class FigureForm(forms.Form):
    """The bureau's own figure from a day on. What it may be is for the loader to say."""

    since = forms.DateField(
        label=gettext_lazy("自哪一天起"),
        help_text=gettext_lazy("例如 2026-12-01；到本局下一次设定为止"),
        error_messages={
            "required": gettext_lazy("还没有写日期"),
            "invalid": gettext_lazy("日期写法不对，例如 2026-12-01"),
        },
    )
    figure = forms.CharField(
        label=gettext_lazy("数值"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input-s"}),
        error_messages={"required": gettext_lazy("还没有写数值")},
    )
    basis = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("谁定的、哪份文件，例如“2026年第18次局务会纪要”。最多 200 字，进存证。"),
        error_messages={"required": gettext_lazy("还没有写依据")},
    )

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if not EARLIEST <= since <= LATEST:
            raise forms.ValidationError(_("日期写法不对，例如 2026-12-01"))
        return since


@kept_rendered
def public_values(request: HttpRequest) -> HttpResponse:
    """Everything in force today, with its source."""
    subjects = by_subject(lines_on(timezone.localdate(), is_in_force))
    return render(request, "measures/public_values.html", {"subjects": subjects})


def values(request: Request) -> HttpResponse:
    """What rules use and what waits for the bureau, by subject."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting"
    lines = lines_on(timezone.localdate(), concerns_the_bureau)
    context = {
        "tab": tab,
        "tabs": [(key, label, sum(map(wanted, lines))) for key, (label, wanted) in TABS.items()],
        "subjects": by_subject(filter(TABS[tab][1], lines)),
        "may_set": _may_set(request),
    }
    return render(request, "measures/values.html", context)


def value(request: Request, id: str) -> HttpResponse:
    """One value: what holds, what is offered, what the bureau set."""
    return _page(request, _found(id), FigureForm())


def confirm(request: Request, id: str) -> HttpResponse:
    """Confirm the sample, or take the confirmation back."""
    line, state = _found(id), request.POST.get("state", "")
    try:
        if state not in ("confirmed", "taken_back"):
            raise refusals.no_such_decision(state)
        services.confirm_value(request.actor, id, state == "confirmed")
        messages.success(request, _("已记录，下一次判断时生效"))
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("value", line.value.id)


def set_figure(request: Request, id: str) -> HttpResponse:
    """Set the bureau's own figure, or take back the one of a day."""
    line = _found(id)
    if "take_back" in request.POST:
        return _take_back(request, id)
    form = FigureForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.set_value(request.actor, id, given["since"].isoformat(), given["figure"], given["basis"])
            messages.success(request, _("已记录，下一次判断时生效"))
            return redirect("value", id)
        except Refused as refused:
            _show(form, refused)
    return _page(request, line, form, status=422)


def _take_back(request: Request, id: str) -> HttpResponse:
    try:
        services.set_value(request.actor, id, request.POST["take_back"], "", "")
        messages.success(request, _("已撤销，下一次判断时生效"))
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("value", id)


def _show(form: FigureForm, refused: Refused) -> None:
    """The loader's reasons, each at the figure it is about."""
    if not refused.problems:
        form.add_error(None, str(refused.says))
    for problem in refused.problems:
        form.add_error("figure", str(problem.says))


def _found(id: str) -> ValueLine:
    if id not in load_catalogue():
        raise Http404
    return line_of(id, timezone.localdate())


def _page(request: Request, line: ValueLine, form: FigureForm, status: int = 200) -> HttpResponse:
    form.fields["figure"].help_text = _figure_hint(line)
    context = {
        "line": line,
        "form": form,
        "history": history_of(line.value.id),
        "may_set": _may_set(request),
    }
    return render(request, "measures/value.html", context, status=status)


def _figure_hint(line: ValueLine) -> str:
    unit = _("，单位：%s") % str(unit_words(line.value.unit)) if line.value.unit else ""
    return f"{HINTS.get(line.value.kind, '')}{unit}"


def _may_set(request: Request) -> bool:
    return bool(matrix()["value_set"].allows(request.actor, "POST"))
