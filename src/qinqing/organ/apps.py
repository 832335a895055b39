from django.apps import AppConfig


class OrganConfig(AppConfig):
    name = "qinqing.organ"
    label = "organ"

    def ready(self) -> None:
        # At this desk a finding is answered for by the organ, not by the bureau's supervisors.
        # Registered too: where this desk holds a person's data.
        from qinqing.organ import erasing, permissions  # noqa: F401
