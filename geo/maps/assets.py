"""Where the browser's files lie and by which links a page reaches them.

Leaflet comes from the installed ``xstatic`` package, our own modules from ``js/``
beside this file.  Nothing is ever fetched from elsewhere.

In the Streamlit page the map lives in the frame of streamlit-folium, at
``/component/streamlit_folium.st_folium/index.html``.  Links to other component folders are
relative to it, so that they survive a ``baseUrlPath``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from geo.maps.bundle import bundle, in_order

__all__ = [
    "HOST_DIR",
    "JS_DIR",
    "LEAFLET_DIR",
    "Links",
    "component_links",
    "leaflet_css",
    "leaflet_js",
    "map_bundle",
    "module_sources",
    "stylesheet",
]

JS_DIR = Path(__file__).parent / "js"
HOST_DIR = Path(__file__).parent / "host"
LEAFLET_DIR = Path(leaflet.BASE_DIR)

_LINK = re.compile(r"[A-Za-z0-9._~/-]+")


@dataclass(frozen=True)
class Links:
    """Links of one page to the files the map needs, relative to the page.

    Parameters
    ----------
    leaflet_js, leaflet_css : str
        Third-party files.
    host_js, main_js, stylesheet_css : str
        The module that ties the map to st_folium, our entry module and style sheet.
    """

    leaflet_js: str
    leaflet_css: str
    host_js: str
    main_js: str
    stylesheet_css: str

    def __post_init__(self) -> None:
        """Refuse what is not a plain relative link, since it is put into a script."""
        for link in (
            self.leaflet_js,
            self.leaflet_css,
            self.host_js,
            self.main_js,
            self.stylesheet_css,
        ):
            check_link(link)

    @property
    def default_js(self) -> list[tuple[str, str]]:
        """Scripts in folium's form, in the order in which they are to run."""
        return [("leaflet", self.leaflet_js)]

    @property
    def default_css(self) -> list[tuple[str, str]]:
        """Style sheets in folium's form."""
        return [("leaflet_css", self.leaflet_css), ("truceline_css", self.stylesheet_css)]


def check_link(link: str) -> str:
    """Return a relative link of plain characters, or refuse it.

    Parameters
    ----------
    link : str
        Path relative to the page; no scheme, no host, no query.

    Returns
    -------
    str
        The link, unchanged.

    Raises
    ------
    ValueError
        If the link has any other character or could leave the server.

    Examples
    --------
    >>> check_link("../geo.ui.assets.leaflet/leaflet.js")
    '../geo.ui.assets.leaflet/leaflet.js'
    >>> check_link("//elsewhere.example/leaflet.js")
    Traceback (most recent call last):
    ...
    ValueError: not a plain relative link: '//elsewhere.example/leaflet.js'
    """
    if not _LINK.fullmatch(link) or "//" in link:
        raise ValueError(f"not a plain relative link: {link!r}")
    return link


def component_links(leaflet_base: str, js_base: str, host_base: str) -> Links:
    """Links from the frame of st_folium to component folders.

    Parameters
    ----------
    leaflet_base, js_base, host_base : str
        Names under which `LEAFLET_DIR`, `JS_DIR` and `HOST_DIR` were declared as
        components, as ``<module>.<name>``.

    Returns
    -------
    Links
        Relative links.

    Examples
    --------
    >>> component_links("ui.leaflet", "ui.js", "ui.host").main_js
    '../ui.js/main.js'
    """
    return Links(
        leaflet_js=f"../{leaflet_base}/leaflet.js",
        leaflet_css=f"../{leaflet_base}/leaflet.css",
        host_js=f"../{host_base}/host.js",
        main_js=f"../{js_base}/main.js",
        stylesheet_css=f"../{js_base}/truceline.css",
    )


@cache
def leaflet_js() -> str:
    """Source of Leaflet.

    Returns
    -------
    str
        JavaScript, without the pointer to a source map.
    """
    source = (LEAFLET_DIR / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"^//# sourceMappingURL=.*$", "", source, flags=re.MULTILINE)


@cache
def leaflet_css() -> str:
    """Style sheet of Leaflet without its images, none of which our map shows.

    Returns
    -------
    str
        CSS that refers to no other file.
    """
    source = (LEAFLET_DIR / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\([^)]*\)", "none", source)


@cache
def stylesheet() -> str:
    """Our own style sheet.

    Returns
    -------
    str
        CSS.
    """
    return (JS_DIR / "truceline.css").read_text(encoding="utf-8")


@cache
def module_sources() -> dict[str, str]:
    """Our modules, each after those it imports.

    Returns
    -------
    dict of str to str
        Source by file name, in dependency order.

    Raises
    ------
    ValueError
        If modules import each other in a ring, which the export's loader cannot do.
    """
    return in_order(_read(JS_DIR))


@cache
def map_bundle() -> str:
    """The live map as one module.

    Returns
    -------
    str
        JavaScript that exports `attach` of `host/host.js` and `mount` of `js/main.js`.
    """
    return bundle(_read(JS_DIR) | _read(HOST_DIR), {"attach": "host.js", "mount": "main.js"})


def _read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
