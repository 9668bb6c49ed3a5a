"""Modules as one file say what they say apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from geo.maps.assets import map_bundle, module_sources
from geo.maps.bundle import bundle, in_order

MODULES = {
    "a.js": """import {
  half,
  twice as double,
} from "./b.js";
import { NAME } from "./c.js";
const own = 4;
export default function (x) { return [NAME, double(half(x)), own]; }
""",
    "b.js": """const own = 2;
export const half = (x) => x / own;
export function twice(x) { return x * own; }
""",
    "c.js": """export const NAME = "export const x";
export class Unused {}
""",
}


@pytest.mark.browser
def test_a_bundle_runs_as_its_modules_would(browser: Browser) -> None:
    page = browser.new_page()
    text = bundle(MODULES, {"default": "a.js", "twice": "b.js"})
    found = page.evaluate(
        """async (text) => {
          const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
          const all = await import(url);
          return [all.default(6), all.twice(5), Object.keys(all).sort()];
        }""",
        text,
    )
    page.close()
    assert found == [["export const x", 6, 4], 10, ["default", "twice"]]


def test_every_module_of_the_map_is_in_its_bundle_and_nothing_is_imported() -> None:
    text = map_bundle()
    for name in module_sources():
        assert f"const ${name.removesuffix('.js')} = (() => {{" in text
    assert "\nimport " not in text
    assert text.endswith("export const { attach } = $host;\nexport const { mount } = $main;\n")


def test_what_the_bundler_does_not_know_is_refused() -> None:
    for line in ('import all from "./b.js";', 'import "./b.js";', "export { x };"):
        with pytest.raises(ValueError, match="expected named imports and plain exports"):
            bundle({"a.js": f"{line}\n", "b.js": ""}, {})
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        in_order({"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'})
