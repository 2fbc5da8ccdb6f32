"""`make` says in one line why the environment is made, or why it cannot be.

Nothing here uses the network or installs anything: the steps are faked, the rest is real.
"""

import ast
import importlib.util
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools" / "environment.py"
VERSION = "{}.{}".format(*sys.version_info[:2])
LIBRARY = Path("Lib") if sys.platform == "win32" else Path("lib", f"python{VERSION}")


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Return the script as a module that works on an empty project, in a folder with a space."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = tmp_path / "a project"
    root.mkdir()
    for name in ("requirements.txt", "pyproject.toml"):
        (root / name).write_text(f"# {name}\n")
    monkeypatch.setattr(module, "ROOT", str(root))
    monkeypatch.setattr(module, "VENV", str(root / ".venv"))
    monkeypatch.setattr(module, "STAMP", str(root / ".venv" / "installed"))
    monkeypatch.setattr(module, "LOG", str(root / ".venv-install.log"))
    # This Python stands for that of the environment; importing libraries would take its time.
    monkeypatch.setattr(module, "PYTHON", sys.executable)
    monkeypatch.setattr(module, "LOOKED_AT", "import sys")
    return module


@pytest.fixture
def steps(environment, monkeypatch):
    """Replace the steps by one that leaves the files of an installation; return its calls."""
    calls = []

    def run(*command):
        calls.append(command)
        packages = Path(environment.VENV) / LIBRARY / "site-packages"
        for name in ("numpy", "numpy-2.4.6.dist-info", "pip", "pip-23.2.1.dist-info"):
            (packages / name).mkdir(parents=True, exist_ok=True)
        Path(environment.LOG).write_text("$ …\n")

    monkeypatch.setattr(environment, "run", run)
    return calls


@pytest.fixture
def ready(environment, steps):
    """Return the script with a finished environment."""
    environment.make("there is no environment yet")
    return environment


def one_line(capsys, stream="err"):
    """Return the only line that was printed."""
    lines = getattr(capsys.readouterr(), stream).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("environment: ")
    return lines[0]


def test_supported_pythons_are_the_same_everywhere(environment):
    lowest, highest = environment.SUPPORTED[0], environment.SUPPORTED[-1]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">={}.{},<{}.{}".format(*lowest, 3, highest[1] + 1)
    makefile = (ROOT / "Makefile").read_text()
    assert f"not {lowest} <= sys.version_info[:2] <= {highest}" in makefile
    names = ["{}.{}".format(*version) for version in environment.SUPPORTED]
    assert re.findall(r"\d\.\d+", re.search(r"the book needs Python (.*),", makefile)[1]) == names


def test_old_pythons_can_read_the_script():
    source = SCRIPT.read_bytes()
    assert source.isascii()
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Nonlocal, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(source, feature_version=(3, 7))):
        assert not isinstance(node, newer), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            assert not node.args.kwonlyargs
            assert not node.args.posonlyargs
            assert not node.returns
        if isinstance(node, ast.Raise):
            assert not node.cause
        if isinstance(node, ast.Call):
            # f(*a, b) and f(*a, *b) came with Python 3.5.
            starred = [isinstance(argument, ast.Starred) for argument in node.args]
            assert not any(starred[:-1])
        if isinstance(node, ast.List | ast.Tuple):
            assert not any(isinstance(element, ast.Starred) for element in node.elts)


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 14)])
def test_unsupported_python(environment, monkeypatch, capsys, version):
    fake = SimpleNamespace(version_info=(*version, 0), stderr=sys.stderr, exit=sys.exit)
    monkeypatch.setattr(environment, "sys", fake)
    with pytest.raises(SystemExit) as ended:
        environment.main()
    assert ended.value.code == 1
    this = "{}.{}".format(*version)
    expected = f"environment: the book needs Python 3.11, 3.12 or 3.13, and this is {this}."
    assert one_line(capsys) == expected


def test_ready_environment_is_left_alone(ready, steps):
    assert ready.fault() is None
    steps.clear()
    ready.main()
    assert steps == []


def test_environment_is_made_from_the_lock(environment, steps, capsys):
    environment.main()
    venv, lock, project = steps
    assert venv == (sys._base_executable, "-m", "venv", environment.VENV)
    assert {"--require-hashes", "--quiet", "requirements.txt"} <= set(lock)
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(project)
    assert not Path(environment.LOG).exists()
    assert "there is no environment yet; installing" in one_line(capsys, "out")


def damage(environment, name):
    """Do to a finished environment what may happen to one, and return what is said of it."""
    root, venv = Path(environment.ROOT), Path(environment.VENV)
    stamp = Path(environment.STAMP)
    packages = venv / LIBRARY / "site-packages"
    if name == "absent":
        venv.rename(root / "elsewhere")
        return "there is no environment yet"
    if name == "interrupted":
        stamp.unlink()
        return "the last installation did not finish"
    if name == "requirements":
        (root / "requirements.txt").write_text("# other\n")
        return "the requirements have changed"
    if name == "project":
        (root / "pyproject.toml").write_text("# other\n")
        return "the requirements have changed"
    if name == "another python":
        stamp.write_text(stamp.read_text().replace(f"{VERSION} ", "3.9 ", 1))
        return "made with Python 3.9"
    if name == "moved":
        stamp.write_text(stamp.read_text().replace("a project", "a former name"))
        return "the project's folder has moved"
    if name == "package gone":
        (packages / "numpy").rmdir()
        return ".venv is damaged (numpy is gone)"
    if name == "package replaced":
        (packages / "numpy-2.4.6.dist-info").rename(packages / "numpy-1.0.0.dist-info")
        return ".venv is damaged (numpy-2.4.6.dist-info is gone)"
    assert name == "all packages gone"
    packages.rename(root / "elsewhere")
    return ".venv is damaged (numpy is gone)"


@pytest.mark.parametrize(
    "name",
    [
        "absent",
        "interrupted",
        "requirements",
        "project",
        "another python",
        "moved",
        "package gone",
        "package replaced",
        "all packages gone",
    ],
)
def test_environment_that_is_not_ready_is_made_anew(ready, steps, capsys, name):
    expected = damage(ready, name)
    steps.clear()
    capsys.readouterr()
    ready.main()
    assert len(steps) == 3
    line = one_line(capsys, "out")
    assert expected in line
    assert "installing the locked requirements" in line
    assert ready.fault() is None


def test_dangling_python_is_noticed(ready, monkeypatch, tmp_path):
    dangling = tmp_path / "python"
    dangling.symlink_to(tmp_path / "gone")
    monkeypatch.setattr(ready, "PYTHON", str(dangling))
    assert ready.fault() == ".venv is damaged (its Python does not start)"


def test_package_that_cannot_be_imported_is_noticed(ready, monkeypatch):
    def fail(command, **_):
        output = b"Traceback (most recent call last):\nImportError: libfoo.so is missing\n"
        raise subprocess.CalledProcessError(1, command, output)

    monkeypatch.setattr(ready.subprocess, "check_output", fail)
    assert ready.fault() == ".venv is damaged (ImportError: libfoo.so is missing)"


def test_renewed_pip_does_no_harm(ready):
    packages = Path(ready.VENV) / LIBRARY / "site-packages"
    (packages / "pip-23.2.1.dist-info").rename(packages / "pip-26.3.dist-info")
    assert ready.fault() is None


def test_installation_that_ends_damaged_is_not_called_ready(
    environment, steps, monkeypatch, capsys
):
    monkeypatch.setattr(environment, "PYTHON", str(Path(environment.ROOT) / "no-such-python"))
    with pytest.raises(SystemExit):
        environment.make("there is no environment yet")
    assert "and yet .venv is damaged (its Python does not start)" in one_line(capsys)
    assert environment.fault() == "the last installation did not finish"


def test_what_cannot_be_removed_is_named(environment, steps, capsys):
    Path(environment.VENV).write_text("a file, not a folder")
    with pytest.raises(SystemExit):
        environment.main()
    assert ".venv could not be removed" in one_line(capsys)
    assert steps == []


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_missing_file_is_named_with_the_way_back(ready, capsys, name):
    (Path(ready.ROOT) / name).unlink()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        ready.main()
    assert f"{name} is missing; restore it with `git checkout -- {name}`" in one_line(capsys)


CAUSES = {
    # Lines as pip 23.2, 24.2 and 26.3 write them.
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by "
    "'NewConnectionError('…: Failed to establish a new connection: [Errno -3] Temporary failure in "
    "name resolution')'\nERROR: No matching distribution found for absl-py==2.5.1": "no network",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError(\"Failed "
    "to resolve 'packages.example'\")'\nERROR: No matching distribution found for a": "no network",
    "OSError: [Errno 28] No space left on device": "the disk is full",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "its hash differs",
    "The virtual environment was not created successfully because ensurepip is not\navailable.": (
        "python3-venv"
    ),
    "SSLCertVerificationError: certificate verify failed: unable to get local issuer": (
        "its certificate was refused"
    ),
    "Collecting a\nERROR: No matching distribution found for tensorflow==2.21.0\nmore": (
        "ERROR: No matching distribution found for tensorflow==2.21.0 (the whole output is in "
        ".venv-install.log)"
    ),
    "something else\nthat ends so\n": "that ends so (the whole output is in .venv-install.log)",
}


@pytest.mark.parametrize(("output", "expected"), CAUSES.items())
def test_failed_step_becomes_one_line(environment, monkeypatch, capsys, output, expected):
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    code = "import sys; sys.stdout.buffer.write(bytes.fromhex(sys.argv[1])); sys.exit(3)"
    with pytest.raises(SystemExit) as ended:
        environment.run(sys.executable, "-c", code, output.encode().hex())
    assert ended.value.code == 1
    assert expected in one_line(capsys)
    assert output in Path(environment.LOG).read_text(encoding="utf-8")


def test_pip_kept_from_its_index_is_told(environment, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert "PIP_NO_INDEX" in environment.cause("ERROR: No matching distribution found for a")


def test_step_that_succeeds_says_nothing(environment, capsys):
    environment.run(sys.executable, "-c", "print('much')")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (KeyboardInterrupt(), "interrupted; run the same command again."),
        (PermissionError(13, "Permission denied"), "[Errno 13] Permission denied."),
    ],
)
def test_interruption_and_system_errors_become_one_line(
    environment, monkeypatch, capsys, error, expected
):
    def fail():
        raise error

    monkeypatch.setattr(environment, "fault", fail)
    with pytest.raises(SystemExit):
        environment.main()
    assert one_line(capsys) == f"environment: {expected}"


def test_second_command_waits_and_does_not_install_again(environment, steps, capsys):
    fcntl = pytest.importorskip("fcntl")
    waiting = threading.Event()
    said = environment.say
    environment.say = lambda message: (said(message), waiting.set())
    with SCRIPT.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = threading.Thread(target=environment.main)
        second.start()
        assert waiting.wait(30)
        assert one_line(capsys, "out").endswith("another command is installing; waiting for it")
        # The first command finishes meanwhile.
        environment.make("there is no environment yet")
        steps.clear()
    second.join(30)
    assert not second.is_alive()
    assert steps == []
