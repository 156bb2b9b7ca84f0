"""The web application, for any WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from taminyar.config.catalogue import compile_catalogue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taminyar.config.settings")
compile_catalogue()
application = get_wsgi_application()

# What was made up to here stays for good: the collector need not look at it with each page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 50, 50)
