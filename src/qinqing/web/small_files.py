"""The two files browsers and search engines ask for by name."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static

# Search engines may read what anybody may; desks are not theirs to try.
ROBOTS = "User-agent: *\nDisallow: /qy/\nDisallow: /gw/\nDisallow: /jj/\n"


def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("web/img/favicon.svg"))


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")
