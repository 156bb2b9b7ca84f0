#!/bin/sh
# The browser tests drive Debian's Chromium, and let another program check the signatures of
# documents (pdfsig); as root both are installed where they are missing.
set -eu
command -v chromium >/dev/null && command -v pdfsig >/dev/null && exit 0
if [ "$(id -u)" != 0 ]; then
    echo "The browser tests need the packages 'chromium' and 'poppler-utils'." >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium poppler-utils >/dev/null
