"""One finding at the organ: the path as a picture, the evidence, and whether it becomes a lead or is the bureau's."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request, find_or_404
from qinqing.organ.forms import PackageForm, RegisterForm
from qinqing.organ.keeping import at_bureau, at_outside
from qinqing.organ.paths import links_of, picture_of
from qinqing.organ.services import leads as services
from qinqing.oversight import downloads
from qinqing.oversight.custody import is_sealed
from qinqing.oversight.limits import limit_context, limit_svg
from qinqing.oversight.models import Finding, FindingStatus, Viewing
from qinqing.oversight.paging import evidence_page
from qinqing.oversight.rules import articles_of_rule, changed_text, judged_by, rule_of
from qinqing.oversight.values import values_behind
from qinqing.refusals import Refused
from qinqing.rules.sheet import read_sheet, side_by_side
from qinqing.web.csv import csv_response


def finding(request: Request, number: str) -> HttpResponse:
    """The page; looking leaves a trace."""
    found = find_read(request, number)
    Viewing.leave(found, request.user)
    return page(request, found, RegisterForm(initial={"decision": "register"}), PackageForm())


def register(request: Request, number: str) -> HttpResponse:
    """Register as a lead, or set aside with a reason."""
    found = find_read(request, number)
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return page(request, found, form, PackageForm(), status=422)
    actor, reason = request.actor, form.cleaned_data["reason"]
    try:
        if form.cleaned_data["decision"] == "register":
            return redirect("lead", services.register_lead(actor, found, reason).number)
        services.set_aside(actor, found, reason)
        return redirect("organ_finding", number)
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return page(request, found, form, PackageForm(), status=409)


def evidence_csv(request: Request, number: str) -> StreamingHttpResponse:
    return downloads.evidence_csv(find_read(request, number))


def limit_csv(request: Request, number: str) -> StreamingHttpResponse:
    return downloads.limit_csv(find_read(request, number))


def path_csv(request: Request, number: str) -> StreamingHttpResponse:
    """The steps of the relation, as the table beside the picture shows them."""
    links = links_of(find_read(request, number))
    if not links:
        raise Http404
    rows = ((step, link.start, link.by, link.end, link.since) for step, link in enumerate(links, 1))
    return csv_response(f"{number}-path.csv", ("step", "from", "by", "to", "since"), rows)


def path_chart(request: Request, number: str) -> HttpResponse:
    """The relation, step by step, as a picture; `?narrow` for a phone."""
    picture = picture_of(find_read(request, number), narrow="narrow" in request.GET)
    if not picture:
        raise Http404
    return HttpResponse(picture, content_type="image/svg+xml")


def limit_chart(request: Request, number: str) -> HttpResponse:
    svg = limit_svg(find_read(request, number), narrow="narrow" in request.GET)
    return HttpResponse(svg, content_type="image/svg+xml")


def find_read(request: Request, number: str) -> Finding:
    found = Finding.objects.select_related(
        "department",
        "official__department",
        "enterprise",
        "last_sweep__version",
        "last_sweep__values",
        "first_sweep",
        "lead",
    )
    return find_or_404(
        request, found.annotate(looked=Viewing.looked(request.user), judged_by=judged_by()), number=number
    )


def page(
    request: Request, found: Finding, form: RegisterForm, package: PackageForm, status: int = 200
) -> HttpResponse:
    rule = rule_of(found.rule)
    links = links_of(found)
    context = {
        "finding": found,
        "rule": rule,
        "articles": articles_of_rule(found.rule),
        "links": links,
        "evidence": evidence_page(found, request.GET.get("page")),
        "evidence_url": reverse("organ_evidence", args=[found.number]),
        "chart_url": reverse("organ_limit", args=[found.number]),
        "path_url": reverse("organ_path", args=[found.number]),
        "path_csv": reverse("organ_path_csv", args=[found.number]),
        "limit_csv": reverse("organ_limit_csv", args=[found.number]),
        **limit_context(found),
        "changed_text": changed_text(found),
        "like_cases": list(side_by_side(read_sheet(found.sheet))),
        "values": values_behind(found),
        "packages": found.packages.select_related("recipient", "asked_by", "agreed_by"),
        "lead": getattr(found, "lead", None),
        "at_bureau": at_bureau(found),
        "at_outside": at_outside(found),
        "seal": "封" if is_sealed(found.rule, found.level) else "",
        "form": form,
        "package_form": package,
        "registrable": found.status == FindingStatus.OPEN,
        "may_register": bool(matrix()["organ_register"].allows(request.actor, "POST")),
        "may_ask": bool(matrix()["package_ask"].allows(request.actor, "POST")),
    }
    return render(request, "organ/finding.html", context, status=status)
