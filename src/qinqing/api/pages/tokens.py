"""接口令牌: the tokens of the firms somebody acts for; made, shown once, revoked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from qinqing.accounts.fresh import address_to_verify, is_fresh, verify_first
from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request, find_or_404, own_firms
from qinqing.api import services
from qinqing.api.forms import TokenForm
from qinqing.api.models import Token
from qinqing.record.services import entries_written
from qinqing.refusals import Refused

LONGEST = 60


def tokens(request: Request) -> HttpResponse:
    """All of them, the newest first; to whoever just verified again, a form for another.

    The secret stands in the answer to it, and nowhere else. What was typed before verifying is there afterwards.
    """
    firms = own_firms(request)
    fresh = is_fresh(request)
    if request.method == "POST" and not fresh:
        return verify_first(_back(request.POST))
    form, status = TokenForm(request.POST or None, firms=firms, initial=_typed(request.GET)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = form.cleaned_data
            try:
                made, secret = services.make_token(
                    request.actor, asked["firm"], asked["name"], asked["scope"], asked["until"]
                )
                return _shown_once(request, made, secret)
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    rows = Token.objects.filter(enterprise__in=firms).select_related("enterprise", "made_by")
    today = timezone.localdate()
    context = {
        "form": form,
        "verify": "" if fresh else address_to_verify(_back(request.GET)),
        "rows": [(token, token.standing(today)) for token in rows],
    }
    return render(request, "api/tokens.html", context, status=status)


def _typed(sent: QueryDict) -> dict[str, str]:
    """What the form asks for, and nothing secret."""
    return {name: str(sent[name])[:LONGEST] for name in TokenForm.base_fields if name in sent}


def _back(sent: QueryDict) -> str:
    typed = _typed(sent)
    return reverse("tokens") + (f"?{urlencode(typed)}" if typed else "")


def token_revoke(request: Request, pk: int) -> HttpResponse:
    token = find_or_404(request, Token.objects.all(), pk=pk)
    try:
        with entries_written() as written:
            services.revoke_token(request.actor, token)
    except Refused as refused:
        messages.error(request, str(refused.says))
        return redirect("tokens")
    return hand_out(written, back=reverse("tokens"))


def _shown_once(request: Request, token: Token, secret: str) -> HttpResponse:
    answer = render(request, "api/token_made.html", {"token": token, "secret": secret})
    answer["Cache-Control"] = "no-store"
    return answer
