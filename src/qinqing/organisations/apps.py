from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "qinqing.organisations"
    label = "organisations"
