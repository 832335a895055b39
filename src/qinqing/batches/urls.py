from django.urls import path

from qinqing.batches import pages

urlpatterns = [
    path("sheets/<uuid:pk>/", pages.batch, name="batch"),
    path("sheets/<uuid:pk>/sheet.xlsx", pages.batch_file, name="batch_file"),
]
