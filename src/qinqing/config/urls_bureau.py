"""The bureau's addresses: public `/`, enterprise `/qy/`, staff `/gw/`. A route absent from matrix.yaml answers nobody."""

from django.urls import include, path

from qinqing.affairs.api import ROUTERS as AFFAIRS
from qinqing.api.interface import addresses, interface

handler400 = "qinqing.web.errors.bad_request"
handler403 = "qinqing.web.errors.forbidden"
handler404 = "qinqing.web.errors.not_found"
handler500 = "qinqing.web.errors.server_error"

for _router in AFFAIRS:
    interface.add_router("", _router)

urlpatterns = [
    path("", include("qinqing.api.urls")),  # before the enterprise pages: /qy/tokens/ is no firm's key
    path("api/v1/", include(addresses())),
    path("", include("qinqing.measures.urls")),
    path("", include("qinqing.affairs.urls")),
    path("qy/", include("qinqing.affairs.urls_enterprise")),
    path("", include("qinqing.web.urls")),
    path("", include("qinqing.accounts.urls")),
    path("", include("qinqing.files.urls")),
    path("", include("qinqing.notices.urls")),
    path("", include("qinqing.batches.urls")),
    path("", include("qinqing.trust.urls")),
    path("gw/", include("qinqing.oversight.urls")),
    path("gw/", include("qinqing.affairs.urls_staff")),
    path("gw/", include("qinqing.organisations.urls")),
]
