"""An engine over a dataset that is loaded already."""

from __future__ import annotations

import numpy as np

from geo.engine.duck import DuckBackend
from geo.engine.engine import Engine
from geo.engine.layout import Manifest
from geo.engine.staging import Staging
from geo.linkage import Dataset


def engine_of(dataset: Dataset, memory: str = "") -> Engine:
    """Put a loaded dataset into DuckDB, in this process.

    Parameters
    ----------
    dataset : Dataset
        All of it.
    memory : str
        Most that DuckDB may hold, such as `800MB`; its own default where empty.
    """
    staging = Staging(dataset.gazetteer, dataset.parties, dataset.sources, memory=memory)
    staging.add_events(dataset.events, np.arange(len(dataset.events)))
    staging.add_claims(dataset.claims, np.arange(len(dataset.claims)))
    staging.join()
    days = dataset.events[["day_start", "day_end"]]
    manifest = Manifest(
        version=dataset.version,
        events=len(dataset.events),
        claims=len(dataset.claims),
        places=len(dataset.gazetteer),
        first_day=None if days.empty else int(days["day_start"].min()),
        last_day=None if days.empty else int(days["day_end"].max()),
        made_from=dataset.path.name,
    )
    backend = DuckBackend(staging.connection)
    return Engine(backend, manifest, dataset.gazetteer, dataset.parties, dataset.sources)
