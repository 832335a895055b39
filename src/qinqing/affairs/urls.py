"""The public face of service items: the list, a guide to each, its checklist, all of it as open data."""

from django.urls import path

from qinqing.affairs.pages import items, own_sheet
from qinqing.affairs.pages.staff import sheets

urlpatterns = [
    path("items/", items.items, name="items"),
    path("items.json", items.items_json, name="items_json"),
    path("items.csv", items.items_csv, name="items_csv"),
    path("items/<slug:key>/", items.item, name="item"),
    path("items/<slug:key>/checklist/", items.checklist, name="item_checklist"),
    path("qy/applications/sheet/", own_sheet.own_sheet, name="own_sheet"),
    path("gw/affairs/sheets/", sheets.sheets, name="affairs_sheets"),
    path("gw/affairs/sheets/ask/", sheets.sheet_ask, name="affairs_sheet_ask"),
    path("gw/affairs/sheets/<slug:key>.xlsx", sheets.sheet_template, name="affairs_sheet_template"),
]
