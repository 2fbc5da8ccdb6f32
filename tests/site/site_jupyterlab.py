"""A real JupyterLab, with settings of its own."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


@contextlib.contextmanager
def jupyterlab(folder, data, *, settings=None):
    """Serve the notebooks of a folder in JupyterLab; give its address.

    Parameters
    ----------
    folder : Path
        Where the notebooks are.
    data : Path
        Where JupyterLab keeps what it writes.
    settings : dict of str to dict, optional
        Settings by the names of their plugins.
    """
    places = {key: data / key.lower() for key in ("CONFIG", "DATA", "RUNTIME")}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    # What reads the Markdown in another way is off, where someone has installed it.
    other = {"disabledExtensions": {"jupyterlab-myst": True}}
    write(places["CONFIG"] / "labconfig" / "page_config.json", other)
    for plugin, values in (settings or {}).items():
        path = places["CONFIG"] / "lab" / "user-settings" / plugin.replace(":", "/")
        write(path.with_name(f"{path.name}.jupyterlab-settings"), values)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ip=127.0.0.1", f"--port={port}", f"--ServerApp.root_dir={folder}"),
            *("--IdentityProvider.token=", "--LabApp.news_url=None"),
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        env=os.environ | {f"JUPYTER_{key}_DIR": str(place) for key, place in places.items()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(f"{address}api", server)
        yield address
    finally:
        stop_kernels(address)
        # Told to end, it may wait for ever for a thread of its own.
        server.kill()
        server.wait()


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")


def wait_for(url, server, patience=120):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"JupyterLab ended with code {server.returncode}", pytrace=False)
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"JupyterLab does not answer at {url}", pytrace=False)


def stop_kernels(address):
    """Stop what the notebooks have started."""
    with contextlib.suppress(urllib.error.URLError, TimeoutError):
        with urllib.request.urlopen(f"{address}api/kernels", timeout=10) as answer:
            running = json.load(answer)
        for kernel in running:
            url = f"{address}api/kernels/{kernel['id']}"
            request = urllib.request.Request(url, method="DELETE")
            urllib.request.urlopen(request, timeout=10).close()
