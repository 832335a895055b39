"""The supervisors' pages and the notices of the person concerned, under /gw/."""

from django.urls import path

from qinqing.oversight.pages import board, checks, clearances, finding, notices, records, recusal, sweeps

urlpatterns = [
    path("findings/", board.board, name="board"),
    path("findings.csv", board.board_csv, name="board_csv"),
    path("findings/record/", records.records, name="records"),
    path("findings/record.csv", records.records_csv, name="records_csv"),
    path("findings/record/<slug:rule>.svg", records.record_picture, name="record_picture"),
    path("findings/<str:number>/", finding.finding, name="finding"),
    path("findings/<str:number>/evidence.csv", finding.evidence_csv, name="finding_evidence"),
    path("findings/<str:number>/limit.svg", finding.limit_chart, name="finding_limit"),
    path("findings/<str:number>/limit.csv", finding.limit_csv, name="finding_limit_csv"),
    path("findings/<str:number>/disposition/", finding.dispose, name="finding_dispose"),
    path("findings/<str:number>/checked/", finding.checked, name="finding_checked"),
    path("clearances/", clearances.clearances, name="clearances"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("checks/", checks.checks, name="checks"),
    path("checks/recusal/", recusal.recusal, name="recusal"),
    path("checks/<slug:rule>/", checks.check, name="check"),
    path("sweeps/", sweeps.sweeps, name="sweeps"),
]
