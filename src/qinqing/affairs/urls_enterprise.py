"""A firm's own applications, under /qy/."""

from django.urls import path

from qinqing.affairs.pages.enterprise import acts, apply, drafts, engaged, home, problems, progress

OF_ONE = "applications/<str:number>/"

urlpatterns = [
    path("", home.home, name="own_affairs"),
    path("apply/<slug:key>/", apply.apply, name="apply"),
    path("drafts/<str:key>/", drafts.draft, name="draft"),
    path("drafts/<str:key>/save/", drafts.autosave, name="draft_autosave"),
    path("drafts/<str:key>/review/", drafts.review, name="draft_review"),
    path("drafts/<str:key>/discard/", drafts.discard, name="draft_discard"),
    path(OF_ONE, progress.progress, name="own_application"),
    path(f"{OF_ONE}clock.svg", progress.clock_picture, name="own_application_clock"),
    path(f"{OF_ONE}clock.csv", progress.clock_csv, name="own_application_clock_csv"),
    path(f"{OF_ONE}filed/", progress.filed, name="own_application_filed"),
    path(f"{OF_ONE}confirm/", progress.confirm, name="own_application_confirm"),
    path(f"{OF_ONE}points/<int:pk>/", acts.answer, name="own_application_answer"),
    path(f"{OF_ONE}withdraw/", acts.withdraw, name="own_application_withdraw"),
    path(f"{OF_ONE}trip/", acts.trip, name="own_application_trip"),
    path(f"{OF_ONE}demand/", acts.demand, name="own_application_demand"),
    path(f"{OF_ONE}intermediary/", acts.intermediary, name="own_application_intermediary"),
    path(f"{OF_ONE}rate/", acts.rate, name="own_application_rate"),
    path(f"{OF_ONE}rate/contest/", acts.contest, name="own_application_contest"),
    path("intermediaries/", engaged.own_intermediaries, name="own_intermediaries"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/<str:number>/", problems.problem, name="own_problem"),
]
