from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "qinqing.oversight"
    label = "oversight"

    def ready(self) -> None:
        # Registers how an actor stands to a finding and to a notice, and where findings hold a person's data.
        from qinqing.oversight import erasing, permissions  # noqa: F401
