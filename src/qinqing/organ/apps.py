from django.apps import AppConfig


class OrganConfig(AppConfig):
    name = "qinqing.organ"
    label = "organ"

    def ready(self) -> None:
        # At this desk a finding is answered for by the organ, not by the bureau's supervisors.
        from qinqing.organ import permissions  # noqa: F401
