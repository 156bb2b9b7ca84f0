"""Reading pages as a person sees them."""

import re
from html import unescape
from typing import Any

_TAG = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words(response: Any) -> str:
    """The visible words of a page, on one line."""
    return " ".join(unescape(_TAG.sub(" ", response.content.decode())).split())
