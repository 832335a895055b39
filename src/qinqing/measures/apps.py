from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "qinqing.measures"
    label = "measures"
