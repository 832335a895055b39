from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "qinqing.api"
    label = "api"

    def ready(self) -> None:
        # Registers how an actor stands to a token, and where tokens hold a person's data.
        from qinqing.api import erasing, permissions  # noqa: F401
