"""The brief as one HTML file: the map, the list, every claim; it asks for nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from string import Template
from typing import Any, Final

from geo.brief import picture
from geo.brief.model import Brief
from geo.brief.pdf import symbol_of
from geo.brief.written import as_data
from geo.symbology import THEMES

CSP: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
_STYLE: Final = """
:root { color-scheme: $scheme; --ink: $ink; --quiet: $quiet; --line: $line; --page: $panel; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.45 "Noto Sans", "Segoe UI", system-ui, sans-serif; }
header { background: #14222E; color: #fff; padding: 1rem 1.5rem; }
header h1 { margin: 0 0 .3rem; font-size: 1.7rem; line-height: 1.2; }
header p { margin: 0; display: flex; flex-wrap: wrap; gap: .2rem 2rem;
  justify-content: space-between; color: #C9D3DB; }
header strong { color: #fff; }
main { padding: 1rem 1.5rem; max-width: 90rem; margin: auto; }
figure { margin: 0 0 1rem; } figure img { width: 100%; height: auto; display: block; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid var(--line); }
td img { height: 1.5rem; } .quiet { color: var(--quiet); }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; }
footer { padding: 1rem 1.5rem 2rem; color: var(--quiet); max-width: 90rem; margin: auto; }
@media print { details > * { display: block; } }
"""
_PAGE: Final = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$csp">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>$headline</title>
<link rel="icon" href="data:,">
<style>$style</style>
</head>
<body>
<header><h1>$headline</h1><p><span>$subtitle</span><strong>$as_of</strong></p></header>
<main>
<figure><img alt="$alt" src="$map"></figure>
$body
</main>
<footer><p><strong>$disclaimer</strong></p>$about</footer>
</body>
</html>
""")


def html(brief: Brief) -> bytes:
    """Brief as one HTML document, UTF-8, without scripts.

    Parameters
    ----------
    brief : Brief
        What to write. All its text is escaped; symbols and map are pictures inside the file.
    """
    said = as_data(brief)
    symbols = {event["symbol"]: data_url(symbol_of(event["symbol"])) for event in said["events"]}
    theme = THEMES[brief.options.theme]
    style = Template(_STYLE).substitute(
        scheme=brief.options.theme,
        ink=theme.panel_ink,
        quiet=theme.panel_quiet,
        line=theme.panel_line,
        panel=theme.panel,
    )
    body = [
        _bullets("Key judgements", said["judgements"]),
        _bullets("Information gaps", said["gaps"]),
        *_events(said["events"], symbols),
        _sources(said["sources"]),
        _claims(said["events"]),
    ]
    page = _PAGE.substitute(
        csp=CSP,
        headline=escape(said["headline"]),
        style=style,
        subtitle=escape(said["subtitle"]),
        as_of=escape(said["as_of"]),
        alt=escape(said["picture"]),
        map=data_url(picture.svg(brief, block=True).decode()),
        body="\n".join(filter(None, body)),
        disclaimer=escape(said["disclaimer"]),
        about=_about(said["about"]),
    )
    return page.encode()


def data_url(svg: str) -> str:
    """SVG as an address that needs no request."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _bullets(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h2>{title}</h2><ul>{items}</ul></section>" if items else ""


def _events(events: list[dict[str, Any]], symbols: dict[str, str]) -> list[str]:
    if not events:
        return ["<section><h2>Reported events</h2><p>No event passes this filter.</p></section>"]
    tables = []
    off = sum(not event["mapped"] for event in events)
    for title, mapped in (
        ("Reported events", True),
        (f"Not on the map ({off} of {len(events)})", False),
    ):
        rows = [_event_row(event, symbols) for event in events if event["mapped"] == mapped]
        if rows:
            heads = "".join(
                f'<th scope="col">{name}</th>'
                for name in (
                    "No.",
                    "Kind",
                    "When",
                    "Event, toll as reported",
                    "Where",
                    "Status",
                    "Sources",
                )
            )
            tables.append(
                f'<section><h2>{title}</h2><div class="scroll" tabindex="0" role="region" '
                f'aria-label="{title}"><table><thead><tr>{heads}</tr>'
                f"</thead><tbody>{''.join(rows)}</tbody></table></div></section>"
            )
    return tables


def _event_row(event: dict[str, Any], symbols: dict[str, str]) -> str:
    toll = f'<br><span class="quiet">{escape(event["toll"])}</span>' if event["toll"] else ""
    symbol = f'<img alt="{escape(event["kind"])}" src="{symbols[event["symbol"]]}">'
    cells = [
        f"<strong>{escape(event['no'])}</strong>",
        symbol,
        escape(event["when"]),
        escape(event["event"]) + toll,
        *(escape(event[name]) for name in ("where", "status", "sources")),
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _sources(sources: list[dict[str, str]]) -> str:
    # Addresses are written out, not linked: a brief leads nowhere by a slip of the mouse.
    items = "".join(
        f"<li><strong>{escape(one['letter'])}</strong> {escape(one['label'])} "
        f'<span class="quiet">{escape(one["url"])}</span></li>'
        for one in sources
    )
    return f"<section><h2>Sources</h2><ul>{items}</ul></section>" if items else ""


def _claims(events: list[dict[str, Any]]) -> str:
    parts = []
    for event in events:
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(claim[name])}</td>"
                for name in ("party", "stance", "aspect", "statement", "said_on", "source")
            )
            + "</tr>"
            for claim in event["claims"]
        )
        parts.append(
            f"<details><summary>{escape(event['no'])}. {escape(event['event'])}</summary>"
            f'<p>{escape(event["summary"])} <span class="quiet">{escape(event["id"])}</span></p>'
            '<div class="scroll" tabindex="0" role="region" aria-label="Claims on event '
            f'{escape(event["no"])}"><table><thead><tr><th>Party</th><th>Stance</th><th>On</th>'
            "<th>Statement, in our words</th><th>Said</th><th>Source</th></tr></thead>"
            f"<tbody>{rows}</tbody></table></div></details>"
        )
    return f"<section><h2>Every claim</h2>{''.join(parts)}</section>" if parts else ""


def _about(pairs: list[list[str]]) -> str:
    return (
        "<dl>"
        + "".join(
            f"<dt><strong>{escape(label)}</strong></dt><dd>{escape(value)}</dd>"
            for label, value in pairs
        )
        + "</dl>"
    )
