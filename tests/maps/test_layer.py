import numpy as np
import pytest
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geo.maps.assets import component_links, leaflet_css, module_sources
from geo.maps.command import check_command
from geo.maps.layer import Command, EventLayer
from geo.maps.situation import SituationMap

LINKS = component_links("ui.leaflet", "ui.js", "ui.host")
FULL = {
    "serial": 7,
    "window": (19075, 19079),
    "mask": "/w8=",
    "selected": 12,
    "names": "both",
    "zones": True,
    "fly": {"center": (40.0, 46.8), "zoom": 10.5},
    "present": False,
    "seen": 3,
}


def script_of(payload_url: str) -> str:
    return generate_leaflet_string(SituationMap({}).folium(payload_url, LINKS))


@pytest.mark.parametrize(
    "command",
    [
        {"title": "x"},
        {"names": "{{7*7}}"},
        {"names": ["en"]},
        {"serial": "7"},
        {"serial": True},
        {"serial": 7.5},
        {"window": "2022"},
        {"window": (1, "2")},
        {"window": (1, 2, 3)},
        {"window": (1, 10**9)},
        {"mask": "{{7*7}}"},
        {"mask": "abc"},
        {"mask": "<img>"},
        {"mask": b"/w8="},
        {"selected": "1"},
        {"selected": -1},
        {"zones": 1},
        {"zones": "true"},
        {"present": None},
        {"fly": {"center": (40, 46)}},
        {"fly": {"center": ("40", 46), "zoom": 9}},
        {"fly": {"center": (float("nan"), 46), "zoom": 9}},
        {"fly": {"center": (91, 46), "zoom": 9}},
        {"fly": {"center": (40, 46), "zoom": 9, "note": "x"}},
        {"fly": "Parukh"},
        {"mask": {"url": "https://x.example/m"}},
        {"mask": {"url": "a{{7*7}}"}},
        {"mask": {"path": "m"}},
        {"colour": "rainbow"},
    ],
)
def test_command_refuses_what_is_not_plain(command: dict) -> None:
    with pytest.raises(ValueError, match=r"expected|unknown key|out of range"):
        Command(command)


def test_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(ValueError, match="unknown key") as caught:
        Command({"{{7*7}}": 1})
    assert "7*7" not in str(caught.value)


def test_command_takes_numpy_numbers_and_makes_plain_ones() -> None:
    command = check_command({"selected": np.int64(3), "window": (np.int32(1), None)})
    assert command == {"selected": 3, "window": [1, None]}
    assert type(command["selected"]) is int


def test_command_script_is_one_call_with_json() -> None:
    live = SituationMap({}).folium("../data/p.json", LINKS)
    group = Command(FULL)
    group.add_to(live)
    script = generate_leaflet_string(group, base_id="feature_group_0")
    call = next(line for line in script.splitlines() if ".truceline(" in line)
    assert '"window": [19075, 19079]' in call
    assert '"mask": "/w8="' in call
    assert "{{" not in script
    assert "{%" not in script


def test_command_can_be_rendered_by_folium_twice_over() -> None:
    live = SituationMap({}).folium("../data/p.json", LINKS)
    Command(FULL).add_to(live)
    assert '"serial": 7' in live.get_root().render()


def test_script_is_the_same_in_every_run_for_one_payload() -> None:
    one, other = script_of("../data/p-1.json"), script_of("../data/p-1.json")
    assert one == other
    assert "map_div" in one


def test_hash_follows_the_payload_even_after_an_underscore() -> None:
    # st_folium strips "_<letters and digits>" before it hashes.
    hashes = {generate_js_hash(script_of(f"../data/p_{i}.json"), "key") for i in "abc"}
    assert len(hashes) == 3


@pytest.mark.parametrize(
    "link", ["https://x.example/a.js", "//x/a.js", "javascript:alert(1)", "a{{7*7}}", 'a"b', ""]
)
def test_layer_refuses_other_links(link: str) -> None:
    with pytest.raises(ValueError, match="not a plain relative link"):
        EventLayer(link, "../host/host.js", "../js/main.js")


def test_live_map_links_to_this_server_only() -> None:
    live = SituationMap({}).folium("../data/p.json", LINKS)
    page = live.get_root().render()
    assert "https://" not in page
    assert "http://" not in page
    assert [link for _, link in live.default_js] == [LINKS.leaflet_js]


def test_modules_come_after_those_they_import() -> None:
    names = list(module_sources())
    assert names.index("days.js") < names.index("frame.js") < names.index("main.js")
    assert "controls.js" in names


def test_style_sheet_refers_to_no_file() -> None:
    assert "url(" not in leaflet_css()


def test_modules_place_no_markup() -> None:
    for name, source in module_sources().items():
        for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert sink not in source, f"{name} uses {sink}"
        assert "streamlit" not in source.lower(), f"{name} knows Streamlit"
