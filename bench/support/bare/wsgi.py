"""What the server loads for the bare page."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.support.bare.settings"
application = get_wsgi_application()
