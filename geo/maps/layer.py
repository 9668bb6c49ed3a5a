"""The live map, its event layer and its commands as folium elements.

folium compiles text that it has rendered once more as a template, so text from data must never
enter an element.  These two take links of our own making, numbers, booleans, bitsets and codes of
a fixed vocabulary, and refuse the rest.

The script of `EventLayer` depends on nothing but two links: st_folium hashes the map's script and
mounts the frame anew when it changes, which would flash and lose the view.  What does change
travels as a `Command` in ``feature_group_to_add``, which st_folium evaluates without remounting.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import folium
from folium.template import Template

from geo.maps.assets import check_link
from geo.maps.command import check_command

__all__ = ["Command", "EventLayer", "LiveMap"]


class LiveMap(folium.Map):
    """A folium map without tiles whose script is as short as it can be.

    st_folium sends the map's script and header with every rerun; folium's own are 1.5 kB, forbid
    readers to enlarge the page, and style what our style sheet styles.

    Parameters
    ----------
    center : tuple of float
        Latitude and longitude in degrees, EPSG:4326.
    zoom : float
        Zoom of the first view, not necessarily whole.
    options : mapping
        Further options of ``L.map``, by Leaflet's names.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.settings|tojson }});
        {% endmacro %}
        """)

    def __init__(
        self, center: tuple[float, float], zoom: float, options: Mapping[str, Any]
    ) -> None:
        super().__init__(location=center, tiles=None)
        self.settings = {"center": list(center), "zoom": zoom, **options}

    def render(self, **kwargs: Any) -> str:
        """Render the script only."""
        return str(folium.MacroElement.render(self, **kwargs))  # type: ignore[no-untyped-call]


class EventLayer(folium.MacroElement):
    """Mount the browser side of the map on a folium map.

    Parameters
    ----------
    payload_url : str
        Link to the payload relative to the page; its name changes with its content.
    host_js, main_js : str
        Links to the host's module and our entry module relative to the page.

    Notes
    -----
    The script is short because st_folium sends it with every rerun; what it starts is
    ``host/host.js``, which the browser fetches once.
    The digest of the payload's link stands in the script because st_folium leaves out what
    follows an underscore when it hashes a script.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map) {
        map.waiting = [];
        map.truceline = (command) => map.waiting.push(command);
        import({{ this.host_js|tojson }}).then((host) => host.attach(map,
        {{ this.payload_url|tojson }}{% if this.main_js != this.host_js -%}
        , {{ this.main_js|tojson }}{% endif %}));
        })({{ this._parent.get_name() }}); // {{ this.payload_key }}
        {% endmacro %}
        """)

    def __init__(self, payload_url: str, host_js: str, main_js: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.payload_url = check_link(payload_url)
        self.payload_key = hashlib.sha256(payload_url.encode()).hexdigest()[:16].upper()
        self.host_js = check_link(host_js)
        self.main_js = check_link(main_js)


class Command(folium.FeatureGroup):
    """The full state the map is to show, as a group that st_folium adds to the live map.

    What is None is left out; ``host/host.js`` reads it as none. The group itself stays empty.

    Parameters
    ----------
    command : mapping
        See `check_command`.

    Raises
    ------
    ValueError
        If the command holds anything but numbers, booleans, a bitset and known codes.

    Examples
    --------
    >>> _ = Command({"serial": 1, "window": (19075, 19079)})
    >>> Command({"names": "{{7*7}}"})
    Traceback (most recent call last):
    ...
    ValueError: names: expected one of en, hy, az, ru, both
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        {{ this._parent.get_name() }}.truceline({{ this.json }});
        {% endmacro %}
        """)

    def __init__(self, command: Mapping[str, Any]) -> None:
        super().__init__()
        said = {key: value for key, value in check_command(command).items() if value is not None}
        # With spaces, since two closing braces in a row would end a template's expression.
        self.json = json.dumps(said, separators=(", ", ": "), allow_nan=False)
