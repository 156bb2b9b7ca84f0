"""The look keeps its promises: readable, small, and nothing from elsewhere."""

import re
from functools import cache
from importlib.resources import files
from itertools import product

import brotli
import pytest

PORTAL = files("taminyar.portal")
STATIC = PORTAL / "static" / "portal"
CSS = tuple(
    (STATIC / "css" / name).read_text() for name in ("tokens.css", "taminyar.css", "content.css")
)
RULES = "".join(CSS[1:])
TEMPLATES = {
    path.name: path.read_text()
    for path in (PORTAL / "jinja2" / "portal").iterdir()
    if path.name.endswith(".html")
}
GROUNDS = ("page", "surface", "sunken")
SOFT = [("info", "info-soft"), ("warn", "warn-soft"), ("bad", "bad-soft")]
PAIRS = [
    *product(("ink", "ink-soft", "accent"), GROUNDS),
    *SOFT,
    *product(("ink",), ("info-soft", "warn-soft", "bad-soft", "accent-soft")),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-deep-soft", "deep"),
]


@cache
def _palette(scheme: str) -> dict[str, str]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+);", part)) for part in CSS[0].split("@media")
    )
    return light if scheme == "light" else light | dark


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_seven_to_one(scheme: str, text: str, ground: str) -> None:
    palette = _palette(scheme)
    assert _contrast(palette[text], palette[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_stand_out_three_to_one(scheme: str, ground: str) -> None:
    palette = _palette(scheme)
    assert _contrast(palette["line-strong"], palette[ground]) >= 3


def test_styles_font_and_own_script_are_small() -> None:
    assert sum(len(sheet.encode()) for sheet in CSS) < 27 * 1024
    assert sum(len(brotli.compress(sheet.encode())) for sheet in CSS) < 8 * 1024
    assert len((STATIC / "fonts" / "vazirmatn.woff2").read_bytes()) < 45_000
    assert len((STATIC / "js" / "taminyar.js").read_bytes()) < 3400


def test_styles_know_start_and_end_but_not_left_and_right() -> None:
    physical = r"(?:margin|padding|border|inset)-(?:left|right)\b|[\s;{](?:left|right):"
    assert not re.findall(physical, RULES)
    assert not re.findall(r"text-align: (?:left|right)|float:", RULES)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_templates_bring_nothing_inline_and_nothing_from_elsewhere(name: str) -> None:
    source = TEMPLATES[name]
    assert not re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?://", source)


def test_every_colour_and_size_used_is_a_token() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", RULES))
    assert used <= set(re.findall(r"--([\w-]+):", CSS[0]))


def test_every_icon_named_in_a_template_is_drawn() -> None:
    named = set(re.findall(r"icon(?:_name=|\()\"([\w-]+)\"", "".join(TEMPLATES.values())))
    drawn = {path.name.removesuffix(".svg") for path in (PORTAL / "icons").iterdir()}
    assert named <= drawn
