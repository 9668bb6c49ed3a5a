"""axe-core on a page: all its frames and shadow roots, WCAG 2.2 A and AA."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from playwright.sync_api import Page

Rules = dict[str, object]
LEVELS: Final[Rules] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
COLOURS: Final[Rules] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What axe could not decide is looked at too, but for contrast over the map, whose text has a halo.
_RUN: Final = """async ({rules, known}) => {
  const found = await axe.run(document, {
    runOnly: rules, elementRef: true,
    resultTypes: ["violations", "incomplete"],
  });
  const open = found.incomplete.filter(({id}) => id !== "color-contrast");
  const chrome = (id, node) => known.some(([rule, selector]) =>
    rule === id && node.element && node.element.matches(selector));
  return [...found.violations, ...open].flatMap(({id, nodes}) => nodes
    .filter((node) => !chrome(id, node))
    .map(({target, any, all, none, html}) => {
      const why = [...any, ...all, ...none].map(({message}) => message).join("; ");
      return `${id}: ${why} | ${html.slice(0, 160)} | ${target.flat().slice(-2).join(" > ")}`;
    }));
}"""


class Known(NamedTuple):
    """A fault in Streamlit's own elements, which no setting of ours reaches."""

    rule: str
    selector: str
    reason: str


STREAMLITS: Final = (
    Known(
        "aria-prohibited-attr",
        '[data-testid="stMultiSelect"] span[data-tag]',
        "A chosen value is a focusable span that is named without a role; it reads as its text.",
    ),
    Known(
        "aria-prohibited-attr",
        '[data-testid="stFileChip"]',
        "An uploaded file is a box that is named without a role; its name is its text as well.",
    ),
    Known(
        "frame-title-unique",
        'iframe[title="streamlit_folium.st_folium"]',
        "A frame is titled by its component; its aria-label, which goes first, tells maps apart.",
    ),
)


@cache
def _script() -> str:
    """axe-core as the package from PyPI carries it: the tests need no other network."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    version = tuple(int(part) for part in script.split("axe v", 1)[1].split("\n", 1)[0].split("."))
    # 4.5 brought the rules of WCAG 2.2.
    assert version >= (4, 12), version
    return script


def faults(page: Page, rules: Rules = LEVELS) -> list[str]:
    """What is wrong on a page now, in words; of Streamlit's own only what is not known."""
    for frame in page.frames:
        frame.evaluate(_script())
    known = [[one.rule, one.selector] for one in STREAMLITS]
    found: list[Any] = page.evaluate(_RUN, {"rules": rules, "known": known})
    return [str(one) for one in found]
