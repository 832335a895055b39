from django.apps import AppConfig


class AffairsConfig(AppConfig):
    name = "qinqing.affairs"
    label = "affairs"

    def ready(self) -> None:
        # Registers how an actor stands to applications, drafts, ratings and problems, and which fact tables are kept here.
        # And which sheets there are to take away and to enter.
        from qinqing.affairs import facts, permissions  # noqa: F401
        from qinqing.affairs.sheets import entering, lists  # noqa: F401
        from qinqing.oversight.owners import owns

        owns(facts.TABLES, facts.began)
