"""The public face of service items: the list, a guide to each, its checklist, all of it as open data."""

from django.urls import path

from qinqing.affairs.pages import items

urlpatterns = [
    path("items/", items.items, name="items"),
    path("items.json", items.items_json, name="items_json"),
    path("items.csv", items.items_csv, name="items_csv"),
    path("items/<slug:key>/", items.item, name="item"),
    path("items/<slug:key>/checklist/", items.checklist, name="item_checklist"),
]
