"""What every installation needs besides its pages: reading preferences, the policy's reports, the patterns page."""

from django.conf import settings
from django.urls import path

from qinqing.web import csp, preferences, small_files
from qinqing.web.patterns import pages as patterns

urlpatterns = [
    path("preferences/", preferences.change, name="preferences"),
    path("csp-report/", csp.report, name="csp_report"),
    path("favicon.ico", small_files.favicon, name="favicon"),
    path("robots.txt", small_files.robots, name="robots"),
]

if not settings.ORGAN:  # the page of all components shows routes of the public face
    urlpatterns += [
        path("patterns/", patterns.patterns, name="patterns"),
        path("patterns/<slug:name>.svg", patterns.picture, name="patterns_picture"),
    ]
