"""Zip files without the time of their making: the same slides would differ by the minute."""

from __future__ import annotations

import io
import zipfile
from typing import Final

# The earliest time that a zip can hold.
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def with_fixed_times(archive: bytes) -> bytes:
    """The same zip with its members in order and their times fixed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as made,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        names = sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            # As made on Unix, whatever the system.
            member.create_system, member.external_attr = 3, 0o600 << 16
            fixed.writestr(member, made.read(name), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
