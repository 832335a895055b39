"""人员与授权: accounts and their roles, proposed by one administrator and approved by another."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.forms import AccountForm, GrantForm, OwnForm
from qinqing.accounts.matrix import matrix
from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.request import Request
from qinqing.accounts.services import grants as services
from qinqing.refusals import Refused

PER_PAGE = 30


def people(request: Request) -> HttpResponse:
    """Every account with its roles, and what waits for a second person."""
    users = User.objects.select_related("official__department").filter(is_active=True).order_by("username")
    users = users.prefetch_related(Prefetch("grants", RoleGrant.objects.filter(revoked_at__isnull=True)))
    waiting = RoleGrant.objects.filter(approved_at__isnull=True, revoked_at__isnull=True).select_related(
        "user", "proposed_by"
    )
    own_waiting = Authorisation.objects.filter(
        approved_at__isnull=True, revoked_at__isnull=True
    ).select_related("user", "proposed_by", "enterprise")
    context = {
        "own_waiting": own_waiting,
        "page_of": Paginator(users, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting,
        **_may(request),
    }
    return render(request, "accounts/people.html", context)


def new_account(request: Request) -> HttpResponse:
    """A new account without any role."""
    form, status = AccountForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = services.create_account(request.actor, **form.cleaned_data)
                return redirect("person", user.pk)
            except Refused as refused:
                form.add_error("username", str(refused.says))
    return render(request, "accounts/new_account.html", {"form": form}, status=status)


def person(request: Request, pk: int) -> HttpResponse:
    """One account: its grants past and present; proposing another."""
    user = get_object_or_404(User.objects.select_related("official__department"), pk=pk, is_active=True)
    form, status = GrantForm(request.POST or None, initial={"since": timezone.localdate().isoformat()}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.propose_grant(request.actor, user, **form.cleaned_data)
                return redirect("person", pk)
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    return show_person(request, user, form=form, status=status)


def show_person(
    request: Request,
    user: User,
    *,
    form: GrantForm | None = None,
    own_form: OwnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """An account's page, with what was written into one of its forms where that was refused."""
    may = _may(request)
    context = {
        "person": user,
        "grants": user.grants.select_related("proposed_by", "approved_by", "revoked_by"),
        "form": form or GrantForm(initial={"since": timezone.localdate().isoformat()}),
        "own_form": (own_form or OwnForm(prefix="own"))
        if may["may_propose_own"] and not user.official
        else None,
        "authorisations": user.authorisations.select_related("enterprise", "proposed_by", "approved_by"),
        "acts_for_shown": not settings.ORGAN and not user.official,
        "today": timezone.localdate(),
        **may,
    }
    return render(request, "accounts/person.html", context, status=status)


def approve(request: Request, pk: int) -> HttpResponse:
    """The second person's approval."""
    return _decide(request, pk, services.approve_grant)


def revoke(request: Request, pk: int) -> HttpResponse:
    """A role ends now."""
    return _decide(request, pk, services.revoke_grant)


def _decide(request: Request, pk: int, act: Callable[[Actor, RoleGrant], RoleGrant]) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.select_related("user"), pk=pk)
    try:
        act(request.actor, grant)
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("person", grant.user_id)


def _may(request: Request) -> dict[str, bool]:
    actor = request.actor
    return {
        name: route in matrix() and bool(matrix()[route].allows(actor, "POST")) for name, route in MAY.items()
    }


MAY = {
    "may_create": "new_account",
    "may_propose": "person",
    "may_approve": "grant_approve",
    "may_revoke": "grant_revoke",
    "may_propose_own": "own_propose",
    "may_approve_own": "own_approve",
    "may_revoke_own": "own_revoke",
}
