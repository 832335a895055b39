"""The public face: home, the articles, each article, rules, values; and confirming norms and values, under /gw/."""

from django.urls import path

from qinqing.measures.pages import article, home, law, norms, rule, values

urlpatterns = [
    path("", home.home, name="home"),
    path("law/", law.law, name="law"),
    path("law.csv", law.law_csv, name="law_csv"),
    path("law/year.svg", law.year, name="law_year"),
    path("law/year.csv", law.year_csv, name="law_year_csv"),
    path("law/counting/", law.counting, name="counting"),
    path("law/<str:address>/", article.article, name="article"),
    path("law/<str:address>/months.svg", article.months, name="article_months"),
    path("law/<str:address>/months.csv", article.months_csv, name="article_months_csv"),
    path("law/<str:address>/slips.svg", article.slips, name="article_slips"),
    path("rules/", rule.rules, name="rules"),
    path("rules/<slug:name>/", rule.rule, name="rule"),
    path("values/", values.public_values, name="public_values"),
    path("gw/values/", values.values, name="values"),
    path("gw/values/<slug:id>/", values.value, name="value"),
    path("gw/values/<slug:id>/confirm/", values.confirm, name="value_confirm"),
    path("gw/values/<slug:id>/set/", values.set_figure, name="value_set"),
    path("gw/norms/", norms.measures, name="norms"),
    path("gw/norms/<slug:key>/", norms.suggestions, name="norm_suggestions"),
    path("gw/norms/<slug:key>/described/", norms.describe, name="measure_describe"),
    path("gw/norms/<slug:key>/articles/<int:pk>/", norms.add, name="norm_add"),
    path("gw/norms/<slug:key>/<int:pk>/", norms.decide, name="norm_decide"),
]
