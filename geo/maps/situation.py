"""The situation map: one payload, three places to show it.

`SituationMap.folium` makes the live map for st_folium, `SituationMap.html` one file that opens
without a network, and the object shows itself in a notebook.  All three run the same modules.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from string import Template
from typing import Any

import folium

from geo.maps import assets
from geo.maps.assets import Links
from geo.maps.command import check_command
from geo.maps.layer import EventLayer, LiveMap
from geo.maps.view import CENTER, ZOOM

__all__ = ["SituationMap", "json_for_script", "script_hash"]

# Further options are `js/main.js`'s: what stands here goes over the wire with every rerun.
# A popup that fades would take clicks for as long as it does.
MAP_OPTIONS: dict[str, Any] = {"attributionControl": False, "fadeAnimation": False}
NOTEBOOK_HEIGHT_PX = 620

# Only the two scripts that we put there run, and our modules, which the second makes blobs of.
_CSP = Template(
    "default-src 'none'; script-src $scripts blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)

# string.Template puts text in once and never reads it again, unlike a template language.
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$csp">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>$title</title>
<link rel="icon" href="data:,">
<style>$leaflet_css</style>
<style>$stylesheet</style>
</head>
<body class="tl-page">
<header class="tl-bar"><h1>$title</h1><div class="tl-controls" role="group"
 aria-label="Names, colours and zones"></div></header>
<main><div id="map"></div></main>
<noscript>This map needs JavaScript. Its data are in this file.</noscript>
<script type="application/json" id="truceline-payload">$payload</script>
<script type="application/json" id="truceline-settings">$settings</script>
<script type="application/json" id="truceline-modules">$modules</script>
<script>$leaflet_js</script>
<script>$loader</script>
</body>
</html>
""")

_LOADER = """
"use strict";
(async function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("truceline-settings");
  // Modules come in dependency order, so each import already has its blob: address.
  const urls = {};
  for (const [name, source] of Object.entries(read("truceline-modules"))) {
    const linked = source.replace(/from "\\.\\/([a-z]+\\.js)";/g, (_, file) =>
      `from "${urls[file]}";`);
    urls[name] = URL.createObjectURL(new Blob([linked], { type: "text/javascript" }));
  }
  const map = L.map("map", settings.map);
  const { mount } = await import(urls["main.js"]);
  const { attachControls } = await import(urls["controls.js"]);
  const emitted = [];
  const host = { details: "popup", emit: (message) => emitted.push(message) };
  const handle = await mount(map, read("truceline-payload"), host);
  window.truceline.emitted = emitted;
  Object.assign(window.truceline, { apply: handle.apply, destroy: handle.destroy });
  window.truceline.map = map;
  handle.apply(settings.command);
  attachControls(document.querySelector(".tl-controls"), handle, settings.command);
  // The bar has taken height from the map, whose middle is to stay.
  const center = map.getCenter();
  map.invalidateSize({ pan: false });
  map.setView(center, map.getZoom(), { reset: true });
})().catch((fault) => {
  const note = document.createElement("p");
  note.textContent = "The map could not be loaded: " + fault.message;
  document.body.append(note);
  throw fault;
});
"""


class SituationMap:
    """A map of reported events and dated zones.

    Parameters
    ----------
    payload : dict
        Events, places, zones, base map and symbology, as ``geo.maps.payload`` makes it.
    """

    def __init__(self, payload: dict[str, Any]) -> None:
        self.payload = payload

    def folium(
        self,
        payload_url: str,
        links: Links,
        center: tuple[float, float] = CENTER,
        zoom: float = ZOOM,
    ) -> folium.Map:
        """Make the live map for ``st_folium(..., returned_objects=[])``.

        Parameters
        ----------
        payload_url : str
            Link to this payload relative to the page.
        links : Links
            Links to Leaflet and our modules.
        center : tuple of float
            Latitude and longitude of the first view.  Keep it constant through a session: a
            changed view is a changed script.  Move the map with ``fly`` in a command.
        zoom : float
            Zoom of the first view.

        Returns
        -------
        folium.Map
            A new map on every call: st_folium changes the object it is given.
        """
        live = LiveMap(center, zoom, MAP_OPTIONS)
        live.default_js = links.default_js
        live.default_css = links.default_css
        EventLayer(payload_url, links.host_js, links.main_js).add_to(live)
        return live

    def html(
        self,
        command: Mapping[str, Any] | None = None,
        title: str = "Reported events",
        center: tuple[float, float] = CENTER,
        zoom: float = ZOOM,
    ) -> str:
        """Make one file that opens without a network, with its data inside.

        Parameters
        ----------
        command : mapping, optional
            State the map starts with, see `geo.maps.command.check_command`.
        title : str
            Title of the page, shown as it is.
        center : tuple of float
            Latitude and longitude of the first view.
        zoom : float
            Zoom of the first view.

        Returns
        -------
        str
            An HTML document.

        Raises
        ------
        ValueError
            If the payload refers to a base map by link, which a file cannot follow.
        """
        for name, part in self.payload.get("basemap", {}).items():
            if isinstance(part, str):
                raise ValueError(f"basemap {name} is a link; the file needs it inside")
        settings = {
            "map": {"center": list(center), "zoom": zoom, **MAP_OPTIONS},
            "command": {"serial": 1, **check_command(command or {})},
        }
        scripts = (assets.leaflet_js(), _LOADER)
        return _PAGE.substitute(
            csp=_CSP.substitute(scripts=" ".join(map(script_hash, scripts))),
            title=html.escape(title),
            leaflet_css=assets.leaflet_css(),
            stylesheet=assets.stylesheet(),
            payload=json_for_script(self.payload),
            settings=json_for_script(settings),
            modules=json_for_script(assets.module_sources()),
            leaflet_js=scripts[0],
            loader=scripts[1],
        )

    def _repr_html_(self) -> str:
        """Show the map in a notebook, in a frame of its own.

        Returns
        -------
        str
            An iframe with the whole document inside.
        """
        document = html.escape(self.html())
        return (
            f'<iframe title="Map of reported events" srcdoc="{document}" '
            f'style="width:100%;height:{NOTEBOOK_HEIGHT_PX}px;border:0"></iframe>'
        )


def json_for_script(value: Any) -> str:
    r"""JSON that can stand inside a script element, whatever its strings contain.

    Parameters
    ----------
    value : object
        JSON-ready value.

    Returns
    -------
    str
        JSON in ASCII without ``<``, ``>`` and ``&``.

    Examples
    --------
    >>> json_for_script("</script>&")
    '"\\u003c/script\\u003e\\u0026"'
    """
    # ensure_ascii also escapes U+2028 and U+2029, which end a line in scripts.
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def script_hash(script: str) -> str:
    """Name an inline script in a Content-Security-Policy, as CSP 3 defines.

    Parameters
    ----------
    script : str
        All between its tags.

    Examples
    --------
    >>> script_hash("1")
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
