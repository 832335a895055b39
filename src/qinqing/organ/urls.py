"""The organ's desk, under /jj/ of its own installation."""

from django.urls import path

from qinqing.organ.pages import board, finding, guard, leads, packages, releases, ties

urlpatterns = [
    path("", board.board, name="organ_board"),
    path("findings/<str:number>/", finding.finding, name="organ_finding"),
    path("findings/<str:number>/evidence.csv", finding.evidence_csv, name="organ_evidence"),
    path("findings/<str:number>/path.svg", finding.path_chart, name="organ_path"),
    path("findings/<str:number>/path.csv", finding.path_csv, name="organ_path_csv"),
    path("findings/<str:number>/limit.svg", finding.limit_chart, name="organ_limit"),
    path("findings/<str:number>/limit.csv", finding.limit_csv, name="organ_limit_csv"),
    path("findings/<str:number>/register/", finding.register, name="organ_register"),
    path("findings/<str:number>/package/", packages.ask, name="package_ask"),
    path("leads/", leads.leads, name="leads"),
    path("leads/<str:number>/", leads.lead, name="lead"),
    path("leads/<str:number>/procedure/", leads.propose, name="procedure_propose"),
    path("procedures/<int:pk>/", leads.decide, name="procedure_decide"),
    path("packages/<int:pk>/agree/", packages.agree, name="package_agree"),
    path("packages/<int:pk>/file/", packages.sealed_file, name="package_file"),
    path("recipients/", packages.recipients, name="recipients"),
    path("released/", releases.released, name="released"),
    path("released/<int:pk>/", releases.release, name="release_total"),
    path("ties/", ties.ties, name="ties"),
    path("ties/import/", ties.ties_import, name="ties_import"),
    path("guard/", guard.guard, name="organ_guard"),
]
