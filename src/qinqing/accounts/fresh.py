"""Whether it is still the person who signed in: what opens a lasting door asks for the password or second factor again.

if not is_fresh(request):
    return verify_first(reverse("tokens"))
"""

from __future__ import annotations

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def is_fresh(request: HttpRequest) -> bool:
    """Verified anew in this session, within the same minutes as for changes to the account; signing in is not enough."""
    records = get_authentication_records(request, request.user)
    anew = [one for one in records if one.get("reauthenticated")]
    return bool(anew) and time.time() - anew[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def verify_first(back: str) -> HttpResponse:
    """To the page that asks again, and from there to `back`."""
    return redirect(address_to_verify(back))


def address_to_verify(back: str) -> str:
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
