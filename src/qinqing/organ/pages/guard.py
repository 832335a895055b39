"""The organ's end of the check before an act. One word goes back: recuse or no_recusal."""

from __future__ import annotations

import hmac
import json
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from qinqing.config.home import guard_token
from qinqing.organ.services.guard import recusal_needed
from qinqing.refusals import Refused


@csrf_exempt  # machine to machine, proven by the token; no browser session is read
def guard(request: HttpRequest) -> HttpResponse:
    """{"official", "enterprise", "on"} in, {"answer"} out; a wrong token is answered like a missing page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    known = guard_token(settings.GUARD_TOKEN, settings.EXCHANGE)
    if not hmac.compare_digest(given.encode(), known.encode()):
        return HttpResponse(status=404)
    try:
        asked = json.loads(request.body)
        needed = recusal_needed(
            str(asked["official"]), str(asked["enterprise"]), date.fromisoformat(asked["on"])
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"error": "malformed"}, status=400)
    except Refused as refused:
        return JsonResponse({"error": refused.code}, status=422)
    return JsonResponse({"answer": "recuse" if needed else "no_recusal"})
