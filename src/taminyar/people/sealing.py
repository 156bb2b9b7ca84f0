"""Keys made from the service's secret, one for each use."""

import base64
import hashlib
import hmac

from django.conf import settings


def key(use: str) -> bytes:
    """A key for Fernet (32 bytes, URL-safe base64) that serves this use alone."""
    secret = settings.SECRET_KEY.encode()
    return base64.urlsafe_b64encode(hmac.digest(secret, f"key:{use}".encode(), hashlib.sha256))
