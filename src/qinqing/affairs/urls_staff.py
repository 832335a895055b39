"""Applications as staff work on them, under /gw/affairs/."""

from django.urls import path

from qinqing.affairs.pages.staff import (
    act,
    case,
    entry,
    leader,
    offering,
    precheck,
    problems,
    ratings,
    worklist,
)

urlpatterns = [
    path("affairs/", worklist.affairs, name="affairs"),
    path("affairs/enter/", entry.enter, name="affair_enter"),
    path("affairs/enter/<str:key>/", entry.draft, name="affair_draft"),
    path("affairs/enter/<str:key>/discard/", entry.discard, name="affair_draft_discard"),
    path("affairs/precheck/", precheck.precheck, name="affair_precheck"),
    path("affairs/leader/", leader.leader, name="affairs_leader"),
    path("affairs/leader.csv", leader.leader_csv, name="affairs_leader_csv"),
    path("affairs/leader.svg", leader.picture, name="affairs_leader_picture"),
    path("affairs/leader/<str:official>.svg", leader.share_picture, name="affairs_leader_share"),
    path("affairs/ratings/", ratings.ratings, name="affair_ratings"),
    path("affairs/ratings/<int:pk>/", ratings.rating, name="affair_rating"),
    path("affairs/put-right/", ratings.asked, name="affairs_asked"),
    path("affairs/put-right/<int:pk>/", ratings.put_right, name="affair_put_right"),
    path("affairs/problems/", problems.problems, name="affair_problems"),
    path("affairs/problems/<str:number>/", problems.problem, name="affair_problem"),
    path("affairs/items/", offering.offering, name="offering"),
    path("affairs/items/<slug:item>/", offering.offered_item, name="offering_item"),
    path("affairs/items/<slug:item>/guide/", offering.looked_at, name="offering_guide"),
    path("affairs/<str:number>/", case.case, name="affair"),
    path("affairs/<str:number>/clock.svg", case.clock_picture, name="affair_clock"),
    path("affairs/<str:number>/clock.csv", case.clock_csv, name="affair_clock_csv"),
    path("affairs/<str:number>/slip/", entry.slip, name="affair_slip"),
    path("affairs/<str:number>/<slug:act>/", act.act, name="affair_act"),
]
