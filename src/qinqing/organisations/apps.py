from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "qinqing.organisations"
    label = "organisations"

    def ready(self) -> None:
        # Registers where parties hold a person's data.
        from qinqing.organisations import erasing  # noqa: F401
