from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "qinqing.oversight"
    label = "oversight"

    def ready(self) -> None:
        # Registers how an actor stands to a finding and to a notice.
        from qinqing.oversight import permissions  # noqa: F401
