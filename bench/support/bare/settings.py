"""The least Django that answers a page from one database question: what /law/ is held against."""

from qinqing.config.settings import DATABASES, SECRET_KEY  # the same database, the same options

DATABASES = DATABASES
SECRET_KEY = SECRET_KEY
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.contenttypes"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.support.bare.urls"
WSGI_APPLICATION = "bench.support.bare.wsgi.application"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
