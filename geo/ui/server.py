"""What the server says beside Streamlit: who may ask, and what a browser may do with a page.

Text from data is placed as text, so that there is nothing to run. Should that ever fail, the
Content-Security-Policy is what is left: no script but our own files, and no request elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.maps.situation import script_hash
from geo.ui.head import Head
from geo.ui.kept import KeptFiles
from geo.ui.turns import TakingTurns

_STREAMLIT_PAGE: Final = Path(st.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# st_folium evaluates the map's script, a constant of ours, in a frame of its own.
_MAP_FRAME: Final = "/component/streamlit_folium."
_FONTS_AND_IMAGES: Final = "img-src 'self' data: blob:; font-src 'self' data:"
_NOTHING_ELSE: Final = "object-src 'none'; base-uri 'self'; form-action 'self'"
_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def page_policy(page: str) -> str:
    """Content-Security-Policy of the page and of all that is not the map's frame.

    Parameters
    ----------
    page : str
        Streamlit's page, whose inline scripts are named by their hash. A panel's script, one line
        of ours, comes as a blob.

    Examples
    --------
    >>> page_policy("<script>1</script>").split("; ")[1]
    "script-src 'self' blob: 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"
    """
    named = " ".join(map(script_hash, _INLINE_SCRIPT.findall(page)))
    return _policy(f"script-src 'self' blob: {named}")


def frame_policy() -> str:
    """Content-Security-Policy of the map's frame: it evaluates, and yet can ask only us."""
    return _policy("script-src 'self' 'unsafe-inline' 'unsafe-eval'")


def _policy(scripts: str) -> str:
    return "; ".join(
        (
            "default-src 'self'",
            scripts.strip(),
            # Streamlit and Leaflet set styles in scripts.
            "style-src 'self' 'unsafe-inline'",
            _FONTS_AND_IMAGES,
            "connect-src 'self'",
            "worker-src 'self' blob:",
            _NOTHING_ELSE,
            "frame-ancestors 'self'",
        )
    )


class Headers:
    """Middleware that sets the headers of every answer.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._page = page_policy(_STREAMLIT_PAGE.read_text(encoding="utf-8"))
        self._frame = frame_policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = self._frame if _MAP_FRAME in scope["path"] else self._page

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in _EVERYWHERE.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, answer)


class OwnHosts(TrustedHostMiddleware):
    """Middleware that refuses hosts other than `server.allowedHosts`.

    Streamlit itself asks that of the websocket only; a page of elsewhere that has its name lead
    to this machine could still fetch files.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        allowed = list(st.get_option("server.allowedHosts")) or ["*"]
        super().__init__(app, allowed_hosts=allowed, www_redirect=False)


MIDDLEWARE: Final = (
    Middleware(OwnHosts),
    Middleware(Headers),
    Middleware(KeptFiles),
    Middleware(Head),
    Middleware(TakingTurns),
)
