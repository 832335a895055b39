"""Everything seen: base pages, components, charts, reading preferences, security headers."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "qinqing.web"
    label = "web"
