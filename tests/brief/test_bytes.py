"""Same input, same bytes: in other processes, working folders, time zones and locales."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.brief import FORMATS, compose, render
from geo.linkage import Dataset
from tests.brief.samples import PARUKH, WORDS
from tests.chromium import ROOT

SCRIPT = """
import hashlib, json
from geo.brief import FORMATS, compose, render
from geo.store.folder import BUILT_IN, load
from tests.brief.samples import PARUKH, WORDS
brief = compose(load(BUILT_IN), PARUKH, WORDS)
print(json.dumps({form: hashlib.sha256(render(brief, form)).hexdigest() for form in FORMATS}))
"""


def hashes_elsewhere(folder: Path, **environment: str) -> dict[str, str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=folder, env=variables, capture_output=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.long
def test_every_format_is_the_same_elsewhere(dataset: Dataset, tmp_path: Path) -> None:
    brief = compose(dataset, PARUKH, WORDS)
    here = {form: hashlib.sha256(render(brief, form)).hexdigest() for form in FORMATS}
    far = hashes_elsewhere(tmp_path, TZ="Pacific/Auckland", PYTHONHASHSEED="1", LC_ALL="C")
    assert far == here
    other = compose(dataset, PARUKH, WORDS.replace(headline="Another headline"))
    assert all(
        hashlib.sha256(render(other, form)).hexdigest() != here[form]
        for form in ("png", "pdf", "pptx", "html")
    )
