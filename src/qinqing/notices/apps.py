from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "qinqing.notices"
    label = "notices"

    def ready(self) -> None:
        from qinqing.notices import erasing, permissions  # noqa: F401  # they declare themselves
