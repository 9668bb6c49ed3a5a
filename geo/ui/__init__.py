"""The browser face. Only this package imports Streamlit.

Text from data is never given to a Markdown call: it goes to `panels` as JSON, to a data table, or
to an input's options, none of which read markup.
"""
