"""Texts that run, fetch, break or mislead where text is taken for something else."""

from __future__ import annotations

from typing import Final

# What an evaluated sum leaves behind; no payload holds it, and chance hardly makes it.
SUM: Final = "191919*7337"
EVALUATED: Final = str(191919 * 7337)
MARK: Final = "window.hacked=1"
AWAY: Final = "http://elsewhere.invalid"
OVERRIDE, ISOLATE, ZERO_WIDTH = "\u202e", "\u2066", "\u200b"

TEXTS: Final[dict[str, str]] = {
    # Markup
    "script": f"<script>{MARK}</script>",
    "closed script": f"</script><script>{MARK}</script>",
    "image": f'<img src=x onerror="{MARK}">',
    "image in capitals": f"<IMG SRC=x OnErRoR={MARK}>",
    "drawing": f"<svg onload={MARK}>",
    "closed drawing": f"]]></svg><svg onload={MARK}>",
    "frame": f'<iframe srcdoc="<script>parent.{MARK}</script>">',
    "hover": f'"><b onmouseover={MARK} onfocus={MARK} autofocus tabindex=1>x</b>',
    "attribute": f"x' onmouseover='{MARK}' x=\" onmouseover=\"{MARK}",
    "link of script": f'<a href="javascript:{MARK}">x</a>',
    "style": "<style>*{display:none !important}</style>",
    "style sheet": f'<link rel=stylesheet href="{AWAY}/s.css">',
    "base": f'<base href="{AWAY}/">',
    "refresh": f'<meta http-equiv=refresh content="0;url={AWAY}/">',
    "form": f'<form action="{AWAY}/"><input autofocus onfocus={MARK}></form>',
    "image elsewhere": f'<img src="{AWAY}/i.png">',
    "comment": "<!-- --><!--",
    "title": f"</title></textarea></style><img src=x onerror={MARK}>",
    "template element": f"<template><img src=x onerror={MARK}></template>",
    "details": f"<details open ontoggle={MARK}>x</details>",
    "entities": f"&lt;img src=x onerror={MARK}&gt;",
    "numbered entities": "&#60;script&#62;&#x26;&amp;&nbsp;",
    # Templates
    "expression": "{{" + SUM + "}}",
    "spaced expression": "{{ " + SUM + " }} {{-" + SUM + "-}}",
    "statement": "{% set x = " + SUM + " %}{{ x }}",
    "loop": "{% for i in range(3) %}x{% endfor %}",
    "raw": "{% raw %}",
    "end of raw": "{% endraw %}{{" + SUM + "}}",
    "open expression": "{{",
    "open statement": "{%",
    "open comment": "{#",
    "closed": "}} %} #}",
    "comment of a template": "{# {{" + SUM + "}} #}",
    "literal": "${" + SUM + "}",
    "backticks": "`${" + SUM + "}`",
    "one backtick": "`",
    "backslashes": "\\`\\${" + SUM + "}\\\\",
    "ruby": "#{" + SUM + "}",
    "asp": f"<%= {SUM} %>",
    "format": "{0} {x!r} {0.__class__} %(x)s %s %n",
    "dollar": "$title ${payload} $$",
    # Markdown
    "picture": f"![i]({AWAY}/i.png)",
    "link": f"[l](javascript:{MARK})",
    "bare address": f"<{AWAY}/> www.elsewhere.invalid",
    "directives": ":material/home: :red[x] :streamlit: :blue-badge[x]",
    "formula of text": r"$x^2$ $\frac{1}{0}$ \(x\)",
    "heading": "# h | a | b | --- * x _y_ ~~z~~",
    "fence": "```js",
    # Typesetting
    "typst": f'#eval("{SUM}") #image("x.png") @cite <label> #let x = 1',
    "tex": r"\input{x} \def\x{\x} \write",
    # Letters that mislead
    "override": f"report{OVERRIDE}gpj.exe",
    "isolate": f"a{ISOLATE}b{OVERRIDE}c",
    "zero width": f"Pa{ZERO_WIDTH}rukh\ufeff",
    "right to left": "עברית العربية",
    "stacked marks": "Z" + "\u0301\u0316\u0317" * 20,
    "beyond the first plane": "🜨🏳️‍🌈𝕏\U0010fffd",
    # Formulas
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "hyperlink": f'=HYPERLINK("{AWAY}","x")',
    "quoted formula": "'=1+1",
    "semicolon": ";=1+1",
    "wide equals": "＝1+1",
    # Paths, queries, objects
    "path": "../../../outside/secret.txt",
    "windows path": r"..\..\outside\secret.txt \\elsewhere.invalid\share",
    "virtual file": f"/vsicurl/{AWAY}/x.csv",
    "address of a file": "file:///outside/secret.txt",
    "query": "'; DROP TABLE events; --",
    "always": '" OR ""="',
    "prototype": '__proto__ constructor {"__proto__":{"x":1}}',
    "header": "a\tb",
    "lines": "first\nsecond\n\nfourth",
    "unbroken": "W" * 3_000,
}
