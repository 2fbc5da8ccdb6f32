"""Make the environment in `.venv` from the lock, once, or say in one line why that cannot be done.

Run by `make` before everything else, with any Python. It uses the standard library alone, in
syntax that old Pythons can read, so that they too get the line instead of a traceback.

The environment is ready when `.venv/installed`, written last of all, names this Python, this
folder, and the present `requirements.txt` and `pyproject.toml`, when all that was installed is
still there, and when its Python starts. Otherwise it is made anew.
"""
# ruff: noqa: UP031, RUF005

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
LOOKED_AT = "import numpy, sphinx, helpers"
# What a failed step writes, and what that means; the first that is found is told.
CAUSES = (
    (
        ("No space left on device", "not enough space on the disk"),
        "the disk is full: the environment needs about 3 GB.",
    ),
    (
        ("ensurepip is not", "No module named venv", "No module named ensurepip"),
        "this Python cannot make virtual environments; on Debian or Ubuntu install python3-venv.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "a download is not what requirements.txt expects (its hash differs); run the same command "
        "again, and if that does not help, look for a proxy or mirror that changes files.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "certificate verify failed"),
        "the package index could not be trusted, because its certificate was refused; check the "
        "clock, and whether a proxy stands between.",
    ),
    (
        (
            "after connection broken by",
            "Failed to establish a new connection",
            "Failed to resolve",
            "name resolution",
            "getaddrinfo failed",
            "nodename nor servname",
            "Network is unreachable",
            "Max retries exceeded",
            "Cannot connect to proxy",
            "Read timed out",
        ),
        "no network: the locked requirements could not be downloaded; connect and run the same "
        "command again.",
    ),
)


def main():
    """Make the environment unless it is ready; whatever goes wrong becomes one line."""
    try:
        ensure()
    except KeyboardInterrupt:
        stop("interrupted; run the same command again.")
    except OSError as error:
        stop("%s." % error)


def ensure():
    """Make the environment unless it is ready."""
    if sys.version_info[:2] not in SUPPORTED:
        names = ["%d.%d" % version for version in SUPPORTED]
        names = "%s or %s" % (", ".join(names[:-1]), names[-1])
        stop("the book needs Python %s, and this is %d.%d." % ((names,) + sys.version_info[:2]))
    if fault() is None:
        return
    # Held until this process ends, however it ends. The file itself is not changed.
    with open(os.path.abspath(__file__), "a") as lock:
        wait_for(lock, "installing", say)
        reason = fault()
        if reason is not None:
            make(reason)


def fault():
    """Say why the environment is not ready, or return None if it is."""
    if not os.path.lexists(VENV):
        return "there is no environment yet"
    try:
        with open(STAMP) as file:
            stamp, installed = file.readline().rstrip("\n"), file.read().splitlines()
    except OSError:
        return "the last installation did not finish"
    if stamp != wanted():
        return "the environment is not the one wanted (%s)" % change(stamp, wanted())
    missing = sorted(set(installed).difference(packages()))
    if missing:
        return ".venv is damaged (%s is gone)" % missing[0]
    try:
        subprocess.check_output([PYTHON, "-I", "-c", LOOKED_AT], stderr=subprocess.STDOUT)
    except subprocess.CalledProcessError as error:
        lines = error.output.decode("utf-8", "replace").strip().splitlines()
        return ".venv is damaged (%s)" % (lines[-1] if lines else "its Python fails")
    except OSError:
        return ".venv is damaged (its Python does not start)"
    return None


def wanted():
    """Return the first line of a finished environment's stamp."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", "pyproject.toml"):
        path = os.path.join(ROOT, name)
        if not os.path.exists(path):
            stop("%s is missing; restore it with `git checkout -- %s`." % (name, name))
        with open(path, "rb") as file:
            digest.update(file.read())
    return "%d.%d %s %s" % (sys.version_info[0], sys.version_info[1], ROOT, digest.hexdigest())


def change(old, new):
    """Say what differs between two stamps."""
    (old_python, _, old_rest), (python, _, rest) = old.partition(" "), new.partition(" ")
    if old_python != python:
        return "made with Python %s, and this is %s" % (old_python, python)
    if old_rest.rpartition(" ")[0] != rest.rpartition(" ")[0]:
        return "the project's folder has moved"
    return "the requirements have changed"


def packages():
    """Return the names of what is installed; pip itself, which may renew itself, left out."""
    version = "python%d.%d" % sys.version_info[:2]
    library = "Lib" if os.name == "nt" else os.path.join("lib", version)
    folder = os.path.join(VENV, library, "site-packages")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(n for n in names if not n.startswith(("pip", "__pycache__")))


def wait_for(lock, doing, say):
    """Wait until no other process holds the lock, and say what that one is doing."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return  # Windows has no such lock: there, do not start two commands at once.
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        say("another command is %s; waiting for it" % doing)
        flock(lock, LOCK_EX)


def make(reason):
    """Make the environment, saying why."""
    say("%s; installing the locked requirements into .venv (one to three minutes)" % reason)
    shutil.rmtree(VENV, ignore_errors=True)
    if os.path.lexists(VENV):
        stop(".venv could not be removed; close what uses it, remove it, and try again.")
    if os.path.exists(LOG):
        os.remove(LOG)
    # Not the Python of an activated .venv, which has just been removed.
    run(getattr(sys, "_base_executable", None) or sys.executable, "-m", "venv", VENV)
    pip("--require-hashes", "-r", "requirements.txt")
    pip("--no-deps", "--no-build-isolation", "-e", ".")
    with open(STAMP, "w") as file:
        file.write("\n".join([wanted()] + packages()) + "\n")
    reason = fault()
    if reason is not None:
        os.remove(STAMP)
        stop("the installation ended, and yet %s." % reason)
    os.remove(LOG)


def pip(*what):
    """Install with the environment's own pip."""
    # Of ten thousand files few are imported; Python compiles these when they are.
    quietly = ("--quiet", "--no-input", "--disable-pip-version-check", "--no-compile")
    run(PYTHON, "-m", "pip", "install", *(quietly + what))


def run(*command):
    """Run a step, its output kept in the log; a failure becomes one line."""
    with open(LOG, "ab") as log:
        log.write(("$ %s\n" % " ".join(command)).encode("utf-8"))
        log.flush()
        code = subprocess.call(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    if code != 0:
        with open(LOG, "rb") as log:
            stop(cause(log.read().decode("utf-8", "replace")))


def cause(output):
    """Say in one line why a step failed that wrote this."""
    for signs, meaning in CAUSES:
        if any(sign in output for sign in signs):
            return meaning
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    line = (errors or lines)[-1]
    if os.environ.get("PIP_NO_INDEX"):
        line += " (PIP_NO_INDEX keeps pip from the package index)"
    return "%s (the whole output is in %s)" % (line, os.path.basename(LOG))


def say(message):
    """Print one line at once."""
    sys.stdout.write("environment: %s\n" % message)
    sys.stdout.flush()


def stop(message):
    """Print one line and end with a failure."""
    sys.stderr.write("environment: %s\n" % message)
    sys.exit(1)


if __name__ == "__main__":
    main()
