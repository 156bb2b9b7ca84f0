#!/bin/sh
# The browser tests drive Debian's Chromium; as root it is installed where it is missing.
set -eu
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" != 0 ]; then
    echo "The browser tests need Chromium: install the package 'chromium' and try again." >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
