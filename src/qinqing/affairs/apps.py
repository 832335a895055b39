from django.apps import AppConfig


class AffairsConfig(AppConfig):
    name = "qinqing.affairs"
    label = "affairs"
