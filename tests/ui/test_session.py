"""The filter of a session beside the address bar, which may lag behind."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from geo.store.folder import BUILT_IN, load
    from geo.ui import session

    session.open_filter(load(BUILT_IN))
    for category in ("clash", "strike"):
        st.button(category, on_click=session.change, kwargs={"category": (category,)})
    st.text(session.current().to_query())
    st.text("; ".join(session.problems()))
    session.write_url()


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def test_a_click_that_overtakes_the_address_of_the_one_before_is_not_lost() -> None:
    app = opened(to="2022-03-28")
    app.button[0].click().run()
    assert app.text[0].value == "to=2022-03-28&category=clash"
    del app.query_params["category"]
    app.button[1].click().run()
    assert app.text[0].value == "to=2022-03-28&category=strike"


def test_an_address_without_a_click_is_a_way_back() -> None:
    app = opened(to="2022-03-28")
    app.button[0].click().run()
    del app.query_params["category"]
    app.run()
    assert app.text[0].value == "to=2022-03-28"


def test_a_field_that_no_address_has_is_named_and_the_rest_is_taken() -> None:
    app = opened(to="2022-03-28", colours="red", present="1", from2="2022-04-01")
    assert app.text[0].value == "to=2022-03-28"
    assert app.text[1].value == "colours: an address has no such field"
