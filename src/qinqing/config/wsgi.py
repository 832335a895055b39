"""What a WSGI server loads; which installation it is, QINQING_CUSTODY says."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from qinqing.rules.catalogue import load_rules
from qinqing.web.admission import Admission

# Seconds after the start, if nobody asked before: the processes of a start share two cores.
WARM_AFTER = 2.0


def warm() -> None:
    """Everything a first page reads and checks, the rules above all: else the first reader would wait for it."""
    load_rules()
    _ = get_resolver().url_patterns


def started() -> Admission:
    """Refused where a database was restored and shows people who were erased."""
    handler = get_wsgi_application()
    from qinqing.record.erasing.run import refuse_restored

    refuse_restored()
    return Admission(handler)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qinqing.config.settings")
application = started()
warming = Timer(WARM_AFTER, warm)
warming.daemon = True
warming.start()
