from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "qinqing.record"
    label = "record"
