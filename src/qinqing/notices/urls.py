"""Notices, how to be told of them, and for the system administrator what did not get through."""

from django.urls import path

from qinqing.notices import pages

urlpatterns = [
    path("inbox/", pages.inbox, name="inbox"),
    path("inbox/read/", pages.read, name="inbox_read"),
    path("inbox/channels/", pages.channels, name="channels"),
    path("inbox/<int:pk>/", pages.open_notice, name="inbox_open"),
    path("gw/deliveries/", pages.deliveries, name="deliveries"),
]
