"""The public face: home, the articles, each article, rules; and confirming norms, under /gw/."""

from django.urls import path

from qinqing.measures.pages import article, home, law, norms, rule

urlpatterns = [
    path("", home.home, name="home"),
    path("law/", law.law, name="law"),
    path("law.csv", law.law_csv, name="law_csv"),
    path("law/year.svg", law.year, name="law_year"),
    path("law/counting/", law.counting, name="counting"),
    path("law/<str:address>/", article.article, name="article"),
    path("law/<str:address>/months.svg", article.months, name="article_months"),
    path("law/<str:address>/slips.svg", article.slips, name="article_slips"),
    path("rules/", rule.rules, name="rules"),
    path("rules/<slug:name>/", rule.rule, name="rule"),
    path("gw/norms/", norms.measures, name="norms"),
    path("gw/norms/<slug:key>/", norms.suggestions, name="norm_suggestions"),
    path("gw/norms/<slug:key>/<int:pk>/", norms.decide, name="norm_decide"),
]
