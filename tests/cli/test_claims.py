"""`python -m geo claims`: by aspect, in every form."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.asking import run


def test_claims_by_aspect_in_every_form() -> None:
    window = ("--from", "2022-03-07", "--to", "2022-03-07", "--aspect", "casualties")
    told = json.loads(run("claims", *window, "--format", "json").stdout)
    assert {claim["event_id"] for claim in told} == {"nk-20220307-nakhchivan-border-death"}
    denial = next(claim for claim in told if claim["stance"] == "denies")
    assert (denial["side"], denial["said_on"], denial["public_on"]) == (
        "azerbaijan",
        None,
        "2022-03-13",
    )
    assert denial["reliability"] is None
    assert denial["credibility"] is None
    rows = list(csv.DictReader(io.StringIO(run("claims", *window).stdout)))
    assert [row["claim_id"] for row in rows] == [claim["claim_id"] for claim in told]
    matrix = run("claims", *window, "--format", "matrix", "--sort", "contested").stdout
    (row,) = csv.DictReader(io.StringIO(matrix))
    assert (row["azerbaijan-government"], row["armenian-side"]) == ("denies", "asserts")
    assert (row["low"], row["claimed_low"], row["claimed_high"]) == ("1", "0", "1")
