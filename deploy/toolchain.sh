#!/bin/sh
# Gets what the project is built with: uv, Python 3.13, the locked packages, for `make`.
set -eu
cd "$(dirname "$0")/.."
home="${XDG_DATA_HOME:-$HOME/.local/share}/taminyar-toolchain"

# uv: the one on the path, else our own copy beside the user's data, linked where it is found.
if ! uv=$(command -v uv); then
    if [ ! -x "$home/bin/uv" ]; then
        echo "Installing uv into $home" >&2
        python3 -m venv "$home" 2>/dev/null || python3 -m pip install --quiet --target "$home" uv
        [ -x "$home/bin/uv" ] || "$home/bin/python" -m pip install --quiet uv
    fi
    uv="$home/bin/uv"
    for folder in "$HOME/.local/bin" /usr/local/bin; do
        case ":$PATH:" in *":$folder:"*) [ -w "$folder" ] && ln -sf "$uv" "$folder/uv" && break ;; esac
    done
fi

# Python 3.13: uv's, the system's or pyenv's; uv fetches one where there is none.
wanted=$(cat .python-version)
python=""
for candidate in "$("$uv" python find --no-project "$wanted" 2>/dev/null || true)" \
    "$HOME"/.pyenv/versions/"$wanted"*/bin/python "/usr/bin/python$wanted"; do
    if [ -n "$candidate" ] && "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null; then
        python="$candidate"
        break
    fi
done

exec "$uv" sync --quiet --locked --python "${python:-$wanted}"
