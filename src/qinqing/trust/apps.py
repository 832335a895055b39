from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "qinqing.trust"
    label = "trust"

    def ready(self) -> None:
        from qinqing.trust import permissions  # noqa: F401  # declares its relation
