"""The progress line: seen by those who look on, and gone afterwards."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

ROOT = Path(__file__).parents[3]
TRAINING = textwrap.dedent(
    """
    import time
    import numpy as np
    from helpers import network

    class Slow(network.Layer):  # so that lines are not too fresh to be shown
        def forward(self, x, training=False):
            time.sleep(0.12 if training else 0)
            return x

        def backward(self, gradient):
            return gradient

    rng = np.random.default_rng(0)
    X, y = rng.standard_normal((8, 3)), rng.integers(0, 2, 8)

    def train(bad=False, progress=True):
        model = network.Sequential([network.Dense(3, 2, rng), Slow()])
        return network.fit(
            model, X, y, loss=network.SoftmaxCrossEntropy(),
            optimizer=network.SGD(1e8 if bad else 0.1), epochs=4, rng=rng,
            validation=(X, y), progress=progress,
        )
    """
)


def kernel():
    # With no folder to look in, the kernel is that of the running Python.
    return KernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))


# A kernel under pytest does not watch descriptor 2, so it must not know that it is.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def test_an_unattended_notebook_gets_no_output():
    cells = [TRAINING, "print('before'); history = train(); print('after')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, km=kernel(), timeout=120).execute(cleanup_kc=True, env=ENVIRONMENT)
    assert notebook.cells[0].outputs == []
    outputs = notebook.cells[1].outputs
    assert {output.name for output in outputs} == {"stdout"}
    assert "".join(output.text for output in outputs) == "before\nafter\n"


def test_an_attended_notebook_shows_a_line_and_empties_it():
    manager = kernel()
    manager.start_kernel(env=ENVIRONMENT)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)

        def run(code):
            sent = []
            reply = client.execute_interactive(
                code, allow_stdin=True, timeout=120, output_hook=sent.append
            )
            messages = [(message["msg_type"], message["content"]) for message in sent]
            displays = [message for message in messages if "display" in message[0]]
            return reply["content"]["status"], displays, messages

        status, shown, _ = run(TRAINING + "history = train()")
        assert status == "ok"
        assert [kind for kind, _ in shown] == ["display_data"] + ["update_display_data"] * 4
        lines = [content["data"]["text/plain"] for _, content in shown]
        for number, line in enumerate(lines[:-1], 1):
            assert line.startswith(f"epoch {number} of 4: loss 0.")
            assert "validation accuracy" in line
        assert lines[-1] == ""
        assert len({content["transient"]["display_id"] for _, content in shown}) == 1

        status, shown, _ = run("train(bad=True)")
        assert status == "error"
        lines = [content["data"]["text/plain"] for _, content in shown]
        assert (lines[0][:12], lines[1:]) == ("epoch 1 of 4", [""])

        status, shown, messages = run("history = train(progress=False)")
        assert (status, shown) == ("ok", [])
        assert not [kind for kind, _ in messages if kind == "stream"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_shows_a_line_and_erases_it():
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", TRAINING + "train()"], stdout=subprocess.PIPE, stderr=slave, cwd=ROOT
    )
    os.close(slave)
    written = b""
    try:
        while piece := os.read(master, 4096):
            written += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(master)
    assert process.communicate(timeout=60)[0] == b""
    assert process.returncode == 0
    erase = "\r\x1b[2K"
    first, *lines = written.decode().split(erase)
    assert first == ""
    assert [line.split(":")[0] for line in lines] == [
        *(f"epoch {k} of 4" for k in (1, 2, 3, 4)),
        "",
    ]
    assert "\n" not in written.decode()


def test_a_pipe_gets_nothing():
    done = subprocess.run(
        [sys.executable, "-c", TRAINING + "train()"], capture_output=True, cwd=ROOT, check=True
    )
    assert done.stdout == done.stderr == b""
