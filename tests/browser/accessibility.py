"""What axe finds in a page."""

from __future__ import annotations

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = AXE_FILE_PATH.read_text(encoding="utf-8")


def violations(page: Page, *, contrast: bool = True) -> list[tuple[str, list[str]]]:
    """The rules that a page breaks as it stands, each with the first place where.

    Without `contrast`, which takes axe longer than all other rules together, for a page whose colours were judged.
    Asked here and not through the library that brings axe: it sends axe anew for every question, and takes back all
    that axe found in order, which is most of the time.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[tuple[str, list[str]]] = page.evaluate(
        """async ([rules, contrast]) => {
            // Without preload: axe would fetch stylesheets into inline styles, which the policy refuses.
            const options = {runOnly: rules, resultTypes: ["violations"], preload: false};
            options.rules = {"color-contrast": {enabled: contrast}};
            const found = await axe.run(document, options);
            return found.violations.map((broken) => [broken.id, broken.nodes[0].target]);
        }""",
        [RULES, contrast],
    )
    return found
