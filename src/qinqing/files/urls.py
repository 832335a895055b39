"""Where an attachment is fetched, whatever app it belongs to."""

from django.urls import path

from qinqing.files import pages

urlpatterns = [path("files/<uuid:pk>/", pages.attachment, name="attachment")]
