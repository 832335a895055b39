from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "qinqing.work"
    label = "work"
