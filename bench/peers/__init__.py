"""The usual ways to put events on a map in Streamlit, each as a small app of its own."""
