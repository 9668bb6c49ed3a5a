"""The event layer and its commands as folium elements.

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

__all__ = ["Command", "EventLayer"]


class EventLayer(folium.MacroElement):
    """Mount the browser side of the map on a folium map.

    Parameters
    ----------
    payload_url : str
        Link to the payload relative to the page; its name changes with its content.
    main_js : str
        Link to our entry module relative to the page.

    Notes
    -----
    The script is the only place that knows Streamlit.  It imports the modules, keeps commands
    until they have loaded, follows the page's theme, and reports to Streamlit when there is one,
    always with the whole state, since of several values between two reruns Python sees the last:
    ``{"selected", "select_serial", "window", "window_serial", "view": {"center", "zoom", "bounds"},
    "serial", "cause"}``.
    The digest of the payload's link stands in the script because st_folium leaves out what
    follows an underscore when it hashes a script.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function (map) {
          var handle = null;
          var waiting = [];
          var serial = 0;
          var value = null;
          var payload = {{ this.payload_url|tojson }};
          var payloadKey = {{ this.payload_key|tojson }};

          map.truceline = function (command) {
            // Python had not heard of the last click or window when it sent this: they stand.
            if (value && value.select_serial > command.seen) command.selected = value.selected;
            if (value && value.window_serial > command.seen) command.window = value.window;
            if (command.mask && command.mask.url) {
              command.mask = {url: new URL(command.mask.url, document.baseURI).href};
            }
            if (handle) handle.apply(command);
            else waiting.push(command);
          };

          function isDark(color) {
            var probe = document.createElement("i");
            probe.style.color = color;
            document.body.appendChild(probe);
            var rgb = (getComputedStyle(probe).color.match(/[\\d.]+/g) || []).map(Number);
            probe.remove();
            return rgb.length > 2 && 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2] < 110;
          }
          function pageTheme() {
            var style = getComputedStyle(document.documentElement);
            var color = style.getPropertyValue("--background-color").trim();
            if (!color) return undefined;
            return isDark(color) ? "dark" : "light";
          }
          window.addEventListener("message", function (event) {
            if (event.source !== window.parent || !event.data) return;
            if (event.data.type !== "streamlit:render" || !event.data.theme || !handle) return;
            handle.setTheme(isDark(event.data.theme.backgroundColor) ? "dark" : "light");
          });

          var host = {
            details: "host",
            theme: pageTheme(),
            emit: function (message) {
              serial = Math.max(serial + 1, Date.now());
              value = Object.assign({selected: null, view: null}, value);
              if (message.kind === "select") {
                value.selected = message.event;
                value.select_serial = serial;
              } else if (message.kind === "window") {
                value.window = message.window;
                value.window_serial = serial;
              } else if (message.kind === "view") {
                value.view = {
                  center: message.center, zoom: message.zoom, bounds: message.bounds
                };
              }
              value.serial = serial;
              value.cause = message.kind;
              if (window.Streamlit) window.Streamlit.setComponentValue(value);
            }
          };

          import(new URL({{ this.main_js|tojson }}, document.baseURI).href)
            .then(function (main) {
              return main.mount(map, new URL(payload, document.baseURI).href, host);
            })
            .then(function (mounted) {
              handle = mounted;
              handle.payloadKey = payloadKey;
              waiting.splice(0).forEach(handle.apply);
            })
            .catch(function (fault) {
              var note = document.createElement("p");
              note.className = "tl-fault";
              note.textContent = "The map could not be loaded: " + fault.message;
              map.getContainer().appendChild(note);
              throw fault;
            });
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """)

    def __init__(self, payload_url: str, main_js: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.payload_url = check_link(payload_url)
        self.payload_key = hashlib.sha256(payload_url.encode()).hexdigest()[:16].upper()
        self.main_js = check_link(main_js)


class Command(folium.MacroElement):
    """The full state the map is to show, as a child of a ``folium.FeatureGroup``.

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
    >>> group = folium.FeatureGroup()
    >>> _ = Command({"serial": 1, "window": (19075, 19079)}).add_to(group)
    >>> Command({"names": "{{7*7}}"})
    Traceback (most recent call last):
    ...
    ValueError: names: expected one of en, hy, az, ru, both
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent._parent.get_name() }}.truceline({{ this.json }});
        {% endmacro %}
        """)

    def __init__(self, command: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Command"
        self.json = json.dumps(check_command(command), separators=(", ", ": "), allow_nan=False)
