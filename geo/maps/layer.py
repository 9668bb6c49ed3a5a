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
import math
import re
from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any

import folium
from folium.template import Template

from geo.maps.assets import check_link

__all__ = ["COLOURS", "CONVENTIONS", "Command", "EventLayer", "check_command"]

CONVENTIONS = ("en", "hy", "az", "ru", "both")
COLOURS = ("category", "party", "status")

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_MASK_CHARS_MAX = 4 * 1024 * 1024
_ZOOM_MAX = 24
_DAY_LIMIT = 3_700_000  # some ten thousand years


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


def check_command(command: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command as plain JSON values, or say what is wrong with it.

    Parameters
    ----------
    command : mapping
        Any of ``serial`` (int), ``window`` (first and last day or None), ``mask`` (base64 bitset,
        ``{"url": link}`` to a compressed one, or None), ``selected`` (event number or None),
        ``names`` (code of a naming convention), ``colour`` (``category``, ``party`` or
        ``status``), ``zones`` (bool), ``fly`` (None or ``{"center": (lat, lon), "zoom":
        number}``), ``present`` (bool) and ``seen`` (serial of the last message Python has acted
        upon; a newer click or window of the map is then not undone by this command).

    Returns
    -------
    dict
        The same command with built-in types.

    Raises
    ------
    ValueError
        On an unknown key or a value of the wrong type, naming the key.

    Examples
    --------
    >>> check_command({"window": (19075, None), "selected": 3, "zones": True})
    {'window': [19075, None], 'selected': 3, 'zones': True}
    """
    checked: dict[str, Any] = {}
    for key, value in command.items():
        check = _CHECKS.get(key)
        if check is None:
            raise ValueError(f"unknown key in a command; known are {', '.join(_CHECKS)}")
        checked[key] = check(key, value)
    return checked


def _integer(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{key}: expected a whole number")
    return int(value)


def _optional_index(key: str, value: object) -> int | None:
    if value is None:
        return None
    number = _integer(key, value)
    if number < 0:
        raise ValueError(f"{key}: expected a number from 0 on")
    return number


def _boolean(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key}: expected true or false")
    return value


def _number(key: str, value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{key}: expected a number")
    number = float(value)
    if not (math.isfinite(number) and low <= number <= high):
        raise ValueError(f"{key}: expected a number from {low} to {high}")
    return number


def _pair(key: str, value: object) -> Sequence[object]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise ValueError(f"{key}: expected two values")
    return value


def _window(key: str, value: object) -> list[int | None]:
    days: list[int | None] = []
    for day in _pair(key, value):
        number = None if day is None else _integer(key, day)
        if number is not None and abs(number) > _DAY_LIMIT:
            raise ValueError(f"{key}: day out of range")
        days.append(number)
    return days


def _mask(key: str, value: object) -> str | dict[str, str] | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        if set(value) != {"url"} or not isinstance(value["url"], str):
            raise ValueError(f"{key}: expected a url")
        try:
            return {"url": check_link(value["url"])}
        except ValueError:
            raise ValueError(f"{key}: expected a plain relative link") from None
    if not isinstance(value, str) or len(value) > _MASK_CHARS_MAX or not _BASE64.fullmatch(value):
        raise ValueError(f"{key}: expected a base64 bitset")
    return value


def _one_of(codes: Sequence[str]) -> Callable[[str, object], str]:
    def check(key: str, value: object) -> str:
        for code in codes:
            if value == code:
                return code
        raise ValueError(f"{key}: expected one of {', '.join(codes)}")

    return check


def _fly(key: str, value: object) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or set(value) != {"center", "zoom"}:
        raise ValueError(f"{key}: expected center and zoom")
    lat, lon = _pair(key, value["center"])
    return {
        "center": [_number(key, lat, -90, 90), _number(key, lon, -180, 180)],
        "zoom": _number(key, value["zoom"], 0, _ZOOM_MAX),
    }


_CHECKS: dict[str, Callable[[str, object], object]] = {
    "serial": _integer,
    "window": _window,
    "mask": _mask,
    "selected": _optional_index,
    "names": _one_of(CONVENTIONS),
    "colour": _one_of(COLOURS),
    "zones": _boolean,
    "fly": _fly,
    "present": _boolean,
    "seen": _integer,
}
