"""The organ's addresses: its desk under `/jj/`, sign-in, and what every page needs. Nothing of the bureau's faces."""

from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "qinqing.web.errors.bad_request"
handler403 = "qinqing.web.errors.forbidden"
handler404 = "qinqing.web.errors.not_found"
handler500 = "qinqing.web.errors.server_error"

urlpatterns = [
    path("", include("qinqing.web.urls")),
    path("", include("qinqing.accounts.urls")),
    path("", include("qinqing.files.urls")),
    path("", RedirectView.as_view(pattern_name="organ_board"), name="organ_root"),
    path("jj/", include("qinqing.organ.urls")),
]
