"""A firm's own applications as a sheet to take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from qinqing.accounts.request import Request
from qinqing.batches.services import ask_sheet
from qinqing.refusals import Refused


def own_sheet(request: Request) -> HttpResponse:
    try:
        return redirect("batch", ask_sheet(request.actor, "affairs.own", {}).pk)
    except Refused as refused:
        messages.error(request, str(refused.says))
        return redirect("own_affairs")
