"""The web application, for any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from taminyar.config.catalogue import compile_catalogue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taminyar.config.settings")
compile_catalogue()
application = get_wsgi_application()
