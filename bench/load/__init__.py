"""Many people at once: clients that speak the page's own protocol to one server process."""
