"""What a WSGI server loads; which installation it is, QINQING_CUSTODY says."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qinqing.config.settings")
application = get_wsgi_application()
