"""机构与企业: departments with their officials, enterprises, and importing them, under /gw/."""

from django.urls import path

from qinqing.organisations.pages import listing, upload

urlpatterns = [
    path("departments/", listing.departments, name="departments"),
    path("enterprises/", listing.enterprises, name="enterprises"),
    path("parties/import/", upload.import_parties, name="import_parties"),
]
