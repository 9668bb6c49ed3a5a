"""Every page, tooltip, popup, table and exported file in a browser, with every text planted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Browser, Frame, Page, Route, expect, sync_playwright

from geo.api.editing import open_for_editing, save
from geo.brief import BriefOptions, compose, render
from geo.edits.change import Change
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.store.folder import basemap_folder
from tests.chromium import WAIT_MS, Offline, launch, running_app, wait_until
from tests.hostile.features import collection, point
from tests.hostile.planted import DAY, FULL, NAMED, plant
from tests.hostile.tally import Tally
from tests.hostile.texts import EVALUATED, TEXTS
from tests.ui.page import click_event, open_page, state, type_dateline

_TOOLTIP: Final = "document.querySelector('.tl-tooltip')?.textContent ?? ''"
_BACK: Final = """() => {
  truceline.map.closePopup();
  truceline.map.setView([39.58, 46.53], 10, { animate: false });
}"""
VIEW: Final = "view=39.58,46.53,10"
# Print leaves out what turns or joins letters unseen; see `geo.brief.text.clean`.
NOT_PRINTED: Final = ("override", "isolate", "zero width", "beyond the first plane")
TRIES, PAUSE_MS = 60, 250
TOOLTIP_TRIES, TOOLTIP_MS = 20, 25
DAYS: Final = f"from={DAY}&to={DAY}"
PATHS: Final = (
    "claims",
    "places",
    "compare",
    "sources",
    "brief",
    "drafts",
    "import_data",
    "methods",
)
# All text of a document: that of elements, of shadow trees, of names read aloud, and of inputs.
_COLLECT: Final = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { found.push(node.data); return; }
    if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) return;
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const name of ["title", "aria-label", "alt"]) {
      if (node.getAttribute?.(name)) found.push(node.getAttribute(name));
    }
    if ("value" in node && typeof node.value === "string") found.push(node.value);
    node.childNodes.forEach(walk);
  };
  walk(document);
  return found.join("\\u241e");
}"""
# What a text would have left behind, had it been taken for markup.
_PLANTED: Final = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      const names = node.getAttributeNames();
      const where = ["src", "href", "action", "srcdoc"].map((one) => node.getAttribute(one) ?? "");
      if (names.some((name) => name.startsWith("on")) ||
          where.some((to) => /hacked|elsewhere|^javascript:/.test(to))) {
        found.push(node.outerHTML.slice(0, 200));
      }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return found;
}"""


@dataclass
class Visit:
    """A page that is being looked at, and what is counted."""

    browser: Browser
    tally: Tally
    tamper: Callable[[Page], None] | None = None
    bypass_csp: bool = False
    planted: list[str] = field(default_factory=list)

    @contextmanager
    def page(self, name: str) -> Iterator[Page]:
        """Open a page; what it ran, asked for and raised is counted when it is left."""
        self.tally.cases.append(name)
        context = self.browser.new_context(
            viewport={"width": 1440, "height": 1400}, bypass_csp=self.bypass_csp
        )
        context.set_default_timeout(WAIT_MS)
        try:
            offline = Offline(context.new_page())
            if self.tamper is not None:
                self.tamper(offline.page)
            try:
                yield offline.page
            finally:
                self._count(name, offline)
        finally:
            context.close()

    def _count(self, name: str, offline: Offline) -> None:
        tally = self.tally
        for frame in offline.page.frames:
            if frame.evaluate("window.hacked") is not None:
                tally.scripts.append(name)
            if EVALUATED in frame.evaluate(_COLLECT):
                tally.expressions.append(name)
            tally.scripts += [f"{name}: {one}" for one in frame.evaluate(_PLANTED)]
        tally.requests += [f"{name}: {url}" for url in offline.elsewhere]
        tally.exceptions += [f"{name}: {error}" for error in offline.errors]
        tally.scripts += [f"{name}: refused: {one}" for one in offline.refused]
        if offline.page.get_by_test_id("stException").count():
            tally.exceptions.append(f"{name}: {offline.page.get_by_test_id('stException')}")

    def expect_texts(self, name: str, page: Page, but: tuple[str, ...] = ()) -> None:
        """Look for every text, letter for letter but for runs of blanks; panels may come late."""
        for _ in range(TRIES):
            shown = _plain(page.evaluate(_COLLECT))
            if not _missing(shown, but):
                break
            page.wait_for_timeout(PAUSE_MS)
        self.expect_in(name, shown, but)

    def expect_tooltips(self, name: str, page: Page, frame: Frame, but: tuple[str, ...]) -> None:
        """Look for every text in tooltips; the first of them only fetches the titles."""
        for _ in range(TRIES):
            shown = _tooltips(page, frame)
            if not _missing(shown, but):
                break
            page.wait_for_timeout(PAUSE_MS)
        self.expect_in(name, shown, but)

    def expect_in(self, name: str, shown: str, but: tuple[str, ...] = ()) -> None:
        """Look for every text in what was shown."""
        self.tally.altered += [f"{key} on {name}" for key in _missing(shown, but)]


def _missing(shown: str, but: tuple[str, ...]) -> list[str]:
    return [key for key, text in TEXTS.items() if key not in but and _plain(text) not in shown]


def _plain(text: str) -> str:
    return " ".join(text.split())


def situation(visit: Visit, address: str, dataset: Dataset) -> None:
    """The map with its tooltips, the details of an event with every claim, the table."""
    with visit.page("Situation") as page:
        frame = open_page(page, address, f"?{DAYS}&{VIEW}")
        visit.expect_tooltips("tooltips", page, frame, but=_hidden(frame, dataset))
        click_event(page, frame, dataset, FULL)
        expect(page.locator(".claim p").first).to_be_visible()
        expect(page.locator(".claim")).to_have_count(len(TEXTS))
        visit.expect_texts("Situation", page)


def _tooltips(page: Page, frame: Frame) -> str:
    """Text of the tooltip of each symbol on the map."""
    shown = [""]
    map_pane = frame.locator(".leaflet-container")
    box = map_pane.bounding_box()
    assert box is not None
    for glyph in state(frame)["drawn"]:
        page.mouse.move(box["x"] + glyph["x"], box["y"] + glyph["y"])
        # On a busy machine the tooltip of the symbol before may still be there.
        for _ in range(TOOLTIP_TRIES):
            said = frame.evaluate(_TOOLTIP)
            if said and said != shown[-1]:
                break
            page.wait_for_timeout(TOOLTIP_MS)
        shown.append(said)
    return _plain("␞".join(shown))


def _hidden(frame: Frame, dataset: Dataset) -> tuple[str, ...]:
    """Texts whose symbol another symbol covers, or that the map counts in one with others."""
    ids = dataset.events["event_id"].tolist()
    drawn = {ids[glyph["event"]] for glyph in state(frame)["drawn"]}
    return tuple(name for number, name in enumerate(TEXTS) if f"event-{number}" not in drawn)


def claims(visit: Visit, address: str) -> None:
    """The matrix: a row for each event, a column for each party."""
    with visit.page("Claims") as page:
        page.goto(f"{address}/claims?{DAYS}")
        header = page.locator(f'tr[data-id="{FULL}"]').get_by_role("rowheader")
        header.click()
        expect(page.locator(".opened .claim p").first).to_be_visible()
        visit.expect_texts("Claims", page)


def places(visit: Visit, address: str) -> None:
    """A place with every name, and a search for each."""
    with visit.page("Places") as page:
        page.goto(f"{address}/places?place={NAMED}")
        expect(page.locator(".names .name").first).to_be_visible()
        visit.expect_texts("Places", page)
        page.get_by_role("textbox", name="Find a place").fill("img src")
        page.keyboard.press("Enter")
        expect(page.get_by_text(TEXTS["image"]).first).to_be_visible()


def compare(visit: Visit, address: str) -> None:
    """Two windows: what is new in the second."""
    with visit.page("Compare") as page:
        page.goto(f"{address}/compare?from=2022-01-01&to=2022-01-31&from2={DAY}&to2={DAY}")
        expect(page.locator("section.changes li").first).to_be_visible()
        visit.expect_texts("Compare", page)


def sources(visit: Visit, address: str) -> None:
    """What rests on each source."""
    with visit.page("Sources") as page:
        page.goto(f"{address}/sources")
        expect(page.get_by_text("rest on this source alone")).to_be_visible()
        visit.expect_texts("Sources", page)
        page.get_by_role("combobox", name="Events and claims of").click()
        expect(page.get_by_role("option").first).to_be_visible()


def brief(visit: Visit, address: str) -> None:
    """The preview, with texts in its inputs."""
    with visit.page("Brief") as page:
        page.goto(f"{address}/brief?{DAYS}")
        page.wait_for_selector('[data-testid="stImage"] img')
        page.get_by_label("Headline", exact=True).fill(TEXTS["image"] + TEXTS["expression"])
        page.get_by_label("Key judgements", exact=True).fill(TEXTS["picture"])
        page.keyboard.press("Tab")
        expect(page.get_by_text("Headline is made from the filter")).to_have_count(0)


def drafts(visit: Visit, address: str) -> None:
    """A report that is drafted from, with every text in it."""
    said = "ASKERAN — Three soldiers were killed near Askeran on Saturday, the ministry said.\n"
    report = said + "\n".join(f"{text} Two were killed near Parukh." for text in TEXTS.values())
    with visit.page("Drafts") as page:
        page.goto(f"{address}/drafts")
        page.get_by_role("textbox", name="Text of the report").fill(report)
        page.get_by_role("textbox", name="Publisher").fill(TEXTS["image"])
        type_dateline(page, "2022", "03", "28")
        page.get_by_role("button", name="Draft", exact=True).click()
        page.locator(".draft-card").first.wait_for()
        shown = page.evaluate(_COLLECT)
        visit.expect_in("Drafts", _plain(shown.replace("␞", "")))


def imports(visit: Visit, address: str) -> None:
    """A file with a hostile name whose rows are taken, and one whose rows come back."""
    with visit.page("Import") as page, tempfile.TemporaryDirectory() as home:
        page.goto(f"{address}/import_data")
        page.get_by_role("combobox").first.click()
        page.get_by_role("option", name="GeoJSON").click()
        rows = [
            point(properties={"title": text, "date": "2022-03-27" if taken else text})
            for text in TEXTS.values()
            for taken in (True, False)
        ]
        file = Path(home) / "{{191919*7337}} <img src=x onerror=window.hacked=1> ![i](x).geojson"
        file.write_bytes(collection(*rows))
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("heading", name="What is taken")).to_be_visible()
        metrics = page.get_by_test_id("stMetric")
        expect(metrics.nth(2)).to_contain_text("Rejected")
        counts = " ".join(metrics.all_inner_texts()).split()
        if counts[2:6] != [str(2 * len(TEXTS)), "Accepted", str(len(TEXTS)), "Rejected"]:
            visit.tally.unaccounted.append(f"Import: {counts}")


def methods(visit: Visit, address: str) -> None:
    """Zones, sources and licences."""
    with visit.page("Methods") as page:
        page.goto(f"{address}/methods")
        expect(page.get_by_role("heading", name="Licences and credits")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


_ASKED: Final = {
    "q": TEXTS["image"],
    "place": TEXTS["image elsewhere"],
    "party": TEXTS["picture"],
    "from": TEXTS["expression"],
    "to": TEXTS["override"],
    "view": TEXTS["literal"],
    "names": TEXTS["unbroken"],
    "status": TEXTS["hover"],
    "from2": TEXTS["script"],
    "event": TEXTS["image"],
    "source": TEXTS["image"],
    TEXTS["image in capitals"]: "x",
}


def addresses(visit: Visit, address: str) -> None:
    """Links whose parameters are hostile; the page says what it did not read."""
    asked = _ASKED
    with visit.page("addresses") as page:
        open_page(page, address, f"?{urlencode(asked)}")
        expect(page.get_by_text("place: no place is").first).to_be_visible()
        shown = _plain(page.evaluate(_COLLECT))
        for name in ("place", "party", "from", "to", "view", "names", "status", "from2"):
            if f"{name}: " not in shown:
                visit.tally.unclear.append(f"address: {name}")
        for name in ("q", "place", "party", "from"):
            if repr(asked[name]) not in shown and asked[name] not in shown:
                visit.tally.altered.append(f"{name} on addresses")


def addresses_elsewhere(visit: Visit, address: str) -> None:
    """The same parameters on every other page, and with each alone."""
    for path in PATHS:
        with visit.page(f"addresses of {path}") as page:
            page.goto(f"{address}/{path}?{urlencode(_ASKED)}")
            _settled(page)
    with visit.page("addresses, one parameter each") as page:
        for name in ("q", "place", "event", "source"):
            page.goto(f"{address}/claims?{urlencode({name: _ASKED[name]})}")
            _settled(page)


def _settled(page: Page) -> None:
    """Wait until a page has its heading, and has run."""
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def present(visit: Visit, address: str) -> None:
    """The map alone, for screenshots, with its tooltips."""
    with visit.page("present") as page:
        frame = open_page(page, address, f"?present=1&embed=true&{DAYS}&{VIEW}")
        _tooltips(page, frame)


def edit(visit: Visit, address: str, folder: Path) -> None:
    """The form of an event with a claim of each text, and a history of hostile authors."""
    with open_for_editing(folder) as edits:
        for number, text in enumerate((TEXTS["image"], TEXTS["expression"], TEXTS["picture"])):
            row = edits.rows("events")[f"event-{number}"]
            after = {**row, "side_b": f"changed {text}"}
            save(edits, [Change("events", f"event-{number}", row, after)], text, text)
    with visit.page("Edit") as page:
        page.goto(f"{address}/edit?event={FULL}")
        expect(page.locator(".edit-card.of-claims")).to_have_count(len(TEXTS))
        visit.expect_texts("Edit", page)
        page.get_by_text("History").first.click()
        visit.expect_in(
            "history",
            _plain(page.evaluate(_COLLECT)),
            but=tuple(name for name in TEXTS if name not in ("image", "expression", "picture")),
        )


def faults(visit: Visit, address: str, dataset: Dataset) -> None:
    """The page that lists what is wrong with data whose faults are hostile."""
    events = dataset.path / "events.csv"
    events.write_bytes(events.read_bytes().replace(DAY.encode(), b"<b>{{191919*7337}}</b>"))
    with visit.page("faults") as page:
        page.goto(address)
        expect(page.get_by_text("The data cannot be shown")).to_be_visible()


PAGES: Final = (
    claims,
    places,
    compare,
    sources,
    brief,
    drafts,
    imports,
    methods,
    present,
    addresses,
    addresses_elsewhere,
)


def exports(visit: Visit, dataset: Dataset, folder: Path) -> None:
    """The map and the brief as files."""
    asked = EventFilter.from_params({"from": DAY, "to": DAY, "view": VIEW.removeprefix("view=")})[0]
    file = folder / "map.html"
    file.write_text(map_page(dataset, asked, basemap_folder(dataset.path)), encoding="utf-8")
    with visit.page("map.html") as page:
        page.goto(file.as_uri())
        wait_until(page, "() => window.truceline && truceline.state().serialApplied !== null")
        frame = page.main_frame
        visit.expect_tooltips("map.html, tooltips", page, frame, but=_hidden(frame, dataset))
        visit.expect_in("map.html, popups", _popups(page, dataset))
    made = compose(dataset, EventFilter(), BriefOptions(headline=TEXTS["image"]))
    for form in ("html", "svg"):
        file = folder / f"brief.{form}"
        file.write_bytes(render(made, form))
        with visit.page(file.name) as page:
            page.goto(file.as_uri())
            if form == "html":
                visit.expect_texts("brief.html", page, but=NOT_PRINTED)


def _popups(page: Page, dataset: Dataset) -> str:
    """Text of the popup of every event, opened one after the other."""
    shown = []
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    for row in range(len(dataset.events)):
        # A popup moves the map so that it is seen whole.
        page.evaluate(_BACK)
        drawn = f"truceline.state().drawn.some((one) => one.event === {row})"
        wait_until(page, f"() => {drawn} && !document.querySelector('.tl-popup')")
        glyph = next(one for one in state(page.main_frame)["drawn"] if one["event"] == row)
        page.mouse.click(box["x"] + glyph["x"], box["y"] + glyph["y"])
        page.locator(".tl-popup").wait_for()
        shown.append(page.evaluate("document.querySelector('.tl-popup').textContent"))
    return _plain("␞".join(shown))


@contextmanager
def planted_app() -> Iterator[tuple[str, Dataset, Path]]:
    """An app that shows the planted dataset, the dataset, and a folder for files."""
    with tempfile.TemporaryDirectory(prefix="truceline-planted-") as home:
        dataset = plant(Path(home) / "data")
        with running_app(dataset.path) as address:
            yield address, dataset, Path(home)


@contextmanager
def edited_app() -> Iterator[tuple[str, Path]]:
    """An app that edits a folder with the planted data, and the folder."""
    with tempfile.TemporaryDirectory(prefix="truceline-edited-") as home:
        folder = plant(Path(home) / "data").path
        with running_app(folder, TRUCELINE_EDIT=str(folder)) as address:
            yield address, folder


def without(replaced: dict[str, Callable[[str], str]]) -> Callable[[Page], None]:
    """Serve some of our scripts changed: how a test of the test takes a defence away."""

    def tamper(page: Page) -> None:
        def serve(route: Route) -> None:
            change = next(c for name, c in replaced.items() if f"/{name}" in route.request.url)
            answer = route.fetch()
            route.fulfill(response=answer, body=change(answer.text()))

        for name in replaced:
            page.route(f"**/{name}*", serve)

    return tamper


def run() -> list[Tally]:
    """Look at everything in a browser of this machine."""
    tally, files = Tally("pages"), Tally("exported files")
    with sync_playwright() as playwright, planted_app() as (address, dataset, folder):
        chromium = launch(playwright)
        visit = Visit(chromium, tally)
        situation(visit, address, dataset)
        for page in PAGES:
            page(visit, address)
        exports(Visit(chromium, files), dataset, folder)
        faults(visit, address, dataset)
        with edited_app() as (of_editor, edited):
            edit(visit, of_editor, edited)
        chromium.close()
    return [tally, files]
