"""Rules that the templates and stylesheets keep, each with a bad example that it must catch."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.files.storage import FileSystemStorage

from core.storage import OneStylesheet, inlined
from csoregistry.staticfiles import Storage

ROOT = Path(settings.BASE_DIR)
CSS = ROOT / "static" / "css"
TEMPLATES = [path for folder in (ROOT / "templates", *ROOT.glob("*/templates")) for path in folder.rglob("*.html")]

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|<[a-z][^>{]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
ELSEWHERE = re.compile(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE)


@pytest.mark.parametrize("bad", ['<p style="a">', "<script>x", "<a onclick='x'>", "<style>"])
def test_an_inline_style_or_script_is_caught(bad: str) -> None:
    assert INLINE.search(bad)


def test_no_template_has_inline_style_or_script_or_asks_another_host() -> None:
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in TEMPLATES}
    assert [path for path, text in texts.items() if INLINE.search(text) or ELSEWHERE.search(text)] == []
    assert ELSEWHERE.search('<script src="//cdn.example/x.js">')


def test_colours_and_layers_are_named_in_one_file() -> None:
    bad = re.compile(r"#[0-9a-f]{3,8}\b(?![^{]*url)|rgb\(|z-index:\s*\d", re.IGNORECASE)
    others = [path for path in CSS.rglob("*.css") if path.name not in ("tokens.css", "print.css")]
    assert [path.name for path in others if bad.search(path.read_text(encoding="utf-8"))] == []
    assert bad.search("color: #fff")


def test_every_token_that_is_used_is_there() -> None:
    declared = set(re.findall(r"(--[\w-]+):", (CSS / "tokens.css").read_text(encoding="utf-8")))
    used = {name for path in CSS.rglob("*.css") for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert used - declared == set()


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def themes() -> dict[str, dict[str, str]]:
    light, dark = (CSS / "tokens.css").read_text(encoding="utf-8").split("@media")
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": {**colours[0], **colours[1]}}


TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "accent", "accent-strong", "bad") for paper in ("paper", "surface")],
    *[(ink, paper) for ink in ("ink", "ink-soft") for paper in ("sunken", "accent-soft")],
    *[(name, f"{name}-soft") for name in ("good", "warn", "bad", "idle")],
    ("accent", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
LINES = [("line-strong", paper) for paper in ("paper", "surface", "sunken")] + [("accent", "paper"), ("bad", "surface")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_lines_stand_out_from_their_ground(theme: str) -> None:
    colours = themes()[theme]
    ratios = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in TEXT + LINES}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < (4.5 if pair in TEXT else 3)} == {}


def test_the_collected_stylesheet_is_one_piece() -> None:
    whole = inlined(FileSystemStorage(location=ROOT / "static"), "css/site.css")
    assert "@import" not in whole
    assert "/*" not in whole
    assert whole.count("{") == whole.count("}")
    for path in CSS.rglob("*.css"):
        marks = re.findall(r"^\.[\w-]+", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert [mark for mark in marks if mark not in whole] == [], path.name
    for address in re.findall(r'url\("([^"]+)"\)', whole):
        assert find(f"css/{address}"), address


def test_first_visit_costs_at_most_150_kb_and_fonts_are_kept() -> None:
    fonts = sum(path.stat().st_size for path in (ROOT / "static" / "fonts").glob("*.woff2"))
    scripts = sum(path.stat().st_size for path in (ROOT / "static").rglob("*.js"))
    style = len(inlined(FileSystemStorage(location=ROOT / "static"), "css/site.css").encode())
    # Fonts travel as they are; the rest at least three times smaller.
    assert fonts + (scripts + style) / 3 + 30_000 < 150_000


def test_the_system_collects_its_stylesheet_in_one_piece() -> None:
    assert issubclass(Storage, OneStylesheet)
