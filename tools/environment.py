"""Make the environment in `.venv` from the lock, once, and say in one line when that cannot be done.

Run by `make` with any Python; uses the standard library alone, in syntax that old Pythons can read,
so that they too get the line instead of a traceback.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
STAMP = os.path.join(VENV, "installed")
LOG = os.path.join(ROOT, ".venv-install.log")
SUPPORTED = ((3, 11), (3, 12), (3, 13))
NO_NETWORK = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "NameResolutionError",
    "Network is unreachable",
    "ConnectTimeoutError",
    "Connection refused",
    "Cannot connect to proxy",
)


def stop(message):
    """Print one line and end with a failure."""
    sys.stderr.write("environment: " + message + "\n")
    sys.exit(1)


def wanted():
    """Return what a finished environment's stamp says: this Python and these requirements."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", "pyproject.toml"):
        path = os.path.join(ROOT, name)
        if not os.path.exists(path):
            stop(name + " is missing; restore it with `git checkout -- " + name + "`.")
        with open(path, "rb") as file:
            digest.update(file.read())
    return "%d.%d %s %s" % (sys.version_info[0], sys.version_info[1], ROOT, digest.hexdigest())


def state():
    """Return "ready", "stale", "broken" or "absent"."""
    if not os.path.exists(VENV):
        return "absent"
    try:
        code = "import sys, numpy, sphinx, helpers; print('%d.%d' % sys.version_info[:2])"
        subprocess.check_output([PYTHON, "-c", code], stderr=subprocess.STDOUT, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError):
        return "broken"
    try:
        with open(STAMP) as file:
            return "ready" if file.read() == wanted() else "stale"
    except OSError:
        return "stale"


def run(*command):
    """Run a step, its output kept in the log; a failure becomes one line."""
    with open(LOG, "a") as log:
        log.write("$ " + " ".join(command) + "\n")
        log.flush()
        code = subprocess.call(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    if code == 0:
        return
    with open(LOG) as log:
        text = log.read()
    if any(sign in text for sign in NO_NETWORK):
        stop("no network: the locked requirements could not be downloaded. Connect and run the same command again.")
    if "ensurepip" in text or "No module named venv" in text:
        stop("this Python cannot make virtual environments; on Debian or Ubuntu, install the package python3-venv.")
    if "No space left" in text:
        stop("the disk is full: the environment needs about 2.5 GB.")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    stop("%s (the whole output is in %s)" % ((errors or lines)[-1], os.path.basename(LOG)))


def main():
    """Make or renew the environment unless it is ready."""
    if sys.version_info[:2] not in SUPPORTED:
        stop("the book needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d." % sys.version_info[:2])
    now = state()
    if now == "ready":
        return
    reason = {"absent": "no environment yet", "stale": "the requirements have changed", "broken": ".venv is broken"}
    print("environment: %s; installing the locked requirements into .venv (one to three minutes)" % reason[now])
    sys.stdout.flush()
    shutil.rmtree(VENV, ignore_errors=True)
    if os.path.exists(LOG):
        os.remove(LOG)
    run(sys.executable, "-m", "venv", VENV)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*(pip + ("--require-hashes", "-r", "requirements.txt")))
    run(*(pip + ("--no-deps", "--no-build-isolation", "-e", ".")))
    with open(STAMP, "w") as file:
        file.write(wanted())
    os.remove(LOG)


if __name__ == "__main__":
    main()
