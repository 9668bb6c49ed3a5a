"""A Spark standalone cluster on this machine: a master and workers, on the loopback address.

`python -m scripts.spark_cluster` starts one, prints its URL and stops it again when it is
interrupted. Java 17 and `requirements-spark.txt` are needed.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

HOST: Final = "127.0.0.1"
START_SECONDS: Final = 90
STOP_SECONDS: Final = 20


def why_not() -> str:
    """Say what this machine lacks to run a cluster; an empty string where it lacks nothing."""
    if find_spec("pyspark") is None:
        return "PySpark is not installed: pip install -r requirements-spark.txt"
    if shutil.which("java") is None:
        return "there is no Java on this machine: apt-get install openjdk-17-jre-headless"
    return ""


@contextmanager
def running_cluster(workers: int = 2, memory: str = "1g", cores: int = 1) -> Iterator[str]:
    """Start a master and workers; stop them, and only them, at the end.

    Parameters
    ----------
    workers : int
        Processes that do the work.
    memory : str
        Of each, such as `1g`.
    cores : int
        Of each.

    Yields
    ------
    str
        `spark://host:port`.

    Raises
    ------
    RuntimeError
        If the cluster does not come up in time; the message holds the end of its log.
    """
    port = _free_port()
    url = f"spark://{HOST}:{port}"
    with tempfile.TemporaryDirectory(prefix="truceline-spark-") as name:
        folder = Path(name)
        started: list[subprocess.Popen[bytes]] = []
        # Ended from outside, this process stops what it started too.
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        try:
            master = ["master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0"]
            started.append(_start(master, folder, "master"))
            _wait(started, folder / "master.log", "I have been elected leader", 1)
            for number in range(workers):
                log = f"worker{number}"
                share = ["--cores", str(cores), "--memory", memory, "--work-dir", str(folder / log)]
                worker = ["worker.Worker", "--host", HOST, "--webui-port", "0", *share, url]
                started.append(_start(worker, folder, log))
            _wait(started, folder / "master.log", "Registering worker", workers)
            yield url
        finally:
            for process in reversed(started):
                _stop(process)
            signal.signal(signal.SIGTERM, before)


def _start(role: list[str], folder: Path, log: str) -> subprocess.Popen[bytes]:
    (package,) = find_spec("pyspark").submodule_search_locations or [""]  # type: ignore[union-attr]
    script = "spark-class.cmd" if os.name == "nt" else "spark-class"
    command = [str(Path(package, "bin", script)), f"org.apache.spark.deploy.{role[0]}", *role[1:]]
    environment = {
        **os.environ,
        "SPARK_HOME": package,
        "SPARK_LOCAL_IP": HOST,
        "PYSPARK_PYTHON": sys.executable,
    }
    with (folder / f"{log}.log").open("wb") as file:
        # In a group of its own, so that what it starts ends with it.
        return subprocess.Popen(
            command, env=environment, stdout=file, stderr=file, start_new_session=True
        )


def _wait(started: list[subprocess.Popen[bytes]], log: Path, sign: str, times: int) -> None:
    until = time.monotonic() + START_SECONDS
    while log.read_text(errors="replace").count(sign) < times:
        if time.monotonic() > until or any(process.poll() is not None for process in started):
            end = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"the cluster did not start: no {sign!r} in\n{end}")
        time.sleep(0.2)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sign)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@click.command()
@click.option("--workers", default=2, show_default=True)
@click.option("--memory", default="1g", show_default=True, help="Of each worker.")
def main(workers: int, memory: str) -> None:
    """Run a cluster until it is interrupted."""
    if lacking := why_not():
        raise click.ClickException(lacking)
    with running_cluster(workers, memory) as url:
        click.echo(f"{url}\nTRUCELINE_ENGINE={url}\nCtrl+C stops it.")
        try:
            signal.pause()
        except KeyboardInterrupt:
            click.echo("stopping", err=True)


if __name__ == "__main__":
    main()
