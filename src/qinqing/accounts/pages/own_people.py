"""为企业办事: an enterprise's own people, proposed by one administrator and approved by another, like a role."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from qinqing.accounts.actor import Actor
from qinqing.accounts.forms import OwnForm
from qinqing.accounts.models import Authorisation, User
from qinqing.accounts.pages.people import show_person
from qinqing.accounts.request import Request
from qinqing.accounts.services import authorisations as services
from qinqing.refusals import Refused


def propose(request: Request, pk: int) -> HttpResponse:
    """One of an enterprise's own people, waiting for the second administrator."""
    user = get_object_or_404(User.objects.select_related("official__department"), pk=pk, is_active=True)
    form, status = OwnForm(request.POST, prefix="own"), 422
    if form.is_valid():
        try:
            services.propose_own(request.actor, user, **form.cleaned_data)
            return redirect("person", pk)
        except Refused as refused:
            form.add_error(None, str(refused.says))
            status = 409
    return show_person(request, user, own_form=form, status=status)


def approve(request: Request, pk: int) -> HttpResponse:
    """The second person's approval."""
    return _decide(request, pk, services.approve_own)


def revoke(request: Request, pk: int) -> HttpResponse:
    """An authorisation ends now."""
    return _decide(request, pk, services.revoke_authorisation)


def _decide(request: Request, pk: int, act: Callable[[Actor, Authorisation], Authorisation]) -> HttpResponse:
    authorisation = get_object_or_404(Authorisation, pk=pk)
    try:
        act(request.actor, authorisation)
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect("person", authorisation.user_id)
