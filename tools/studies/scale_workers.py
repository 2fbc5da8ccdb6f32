"""A search by several workers, one of them killed; the same idea with a Dask cluster.

    python tools/studies/scale_workers.py [search pace dask]   the parts, or all: two minutes
    python tools/studies/scale_workers.py work JOURNAL NAME    one worker

writes three files into `helpers/data/`:

- `scale_workers.csv`, one trial a row: five workers search for the settings of a kernel ridge on
  handwritten digits through one journal file. One is killed with SIGKILL in the middle of a trial,
  its trial is marked as failed and queued again, and a fifth worker joins later.
- `scale_pace.csv`: how long 300 trials take that do nothing, for 1, 2 and 4 workers, which is what
  the journal itself costs.
- `scale_dask.csv`: a grid search of scikit-learn, run plainly and on a local Dask cluster of two
  processes of which one is killed in the middle. Needs the extra `cluster`; the cluster listens on
  this machine alone, and only while the script runs.

The worker needs nothing but the journal's path: on another machine that sees the same folder,
start it with the same line.
"""

import csv
import itertools
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend, JournalFileOpenLock
from optuna.trial import TrialState
from sklearn.kernel_approximation import RBFSampler
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline

from helpers import datasets

FOLDER = Path(__file__).resolve().parents[2] / "helpers" / "data"
TRIALS, PACE_TRIALS = 60, 300
GRID = {
    "rbfsampler__gamma": [0.003, 0.01, 0.03, 0.1],
    "ridgeclassifier__alpha": [0.01, 0.1, 1.0, 10.0],
}
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def open_journal(path):
    """Return the storage in a journal file."""
    return JournalStorage(JournalFileBackend(path, lock_obj=JournalFileOpenLock(path)))


def digits():
    """Return the training and the validation rows, pixels between 0 and 1."""
    data = datasets.load_mnist5k()
    return [(split.X.astype(float), split.y) for split in (data.train, data.validation)]


def model(gamma, alpha):
    """Return a ridge on 1500 random features of a Gaussian kernel."""
    features = RBFSampler(gamma=gamma, n_components=1500, random_state=0)
    return make_pipeline(features, RidgeClassifier(alpha=alpha))


def work(path, name):
    """Run trials until the study has enough."""
    study = optuna.load_study(study_name="digits", storage=open_journal(path))
    fitted, held_out = digits()

    def objective(trial):
        trial.set_user_attr("worker", name)
        gamma = trial.suggest_float("gamma", 1e-4, 1.0, log=True)
        alpha = trial.suggest_float("alpha", 1e-3, 1e3, log=True)
        return 1 - model(gamma, alpha).fit(*fitted).score(*held_out)

    enough = optuna.study.MaxTrialsCallback(TRIALS, states=(TrialState.COMPLETE,))
    study.optimize(objective, callbacks=[enough])


def start(*arguments):
    """Start this script again, on one thread."""
    return subprocess.Popen([sys.executable, __file__, *arguments], env=os.environ | ONE_THREAD)


def wait_until(condition):
    """Ask ten times a second, for two minutes at most."""
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the workers do not get on; see what they printed")
        time.sleep(0.1)


def search(path):
    """Run the search with its accident, and return the trials and when one was killed."""
    study = optuna.create_study(study_name="digits", storage=open_journal(path))
    workers = {name: start("work", path, name) for name in "ABCD"}

    def running(name):
        trials = study.get_trials(deepcopy=False, states=(TrialState.RUNNING,))
        return [t for t in trials if t.user_attrs.get("worker") == name]

    def done():
        return len(study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,)))

    wait_until(lambda: done() >= TRIALS // 3 and running("B"))
    workers["B"].send_signal(signal.SIGKILL)
    workers["B"].wait()
    (orphan,) = running("B")
    killed = time.time()
    study.enqueue_trial(orphan.params, user_attrs={"again": orphan.number})
    study.tell(orphan.number, state=TrialState.FAIL)
    workers["E"] = start("work", path, "E")
    for worker in workers.values():
        worker.wait()
    return study.trials, killed


def write(name, header, rows):
    """Write a file of the study."""
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def write_search(folder):
    """Run the search and write its trials."""
    trials, killed = search(str(Path(folder) / "search.log"))
    origin = min(t.datetime_start for t in trials).timestamp()
    rows = []
    for t in trials:
        complete = t.state == TrialState.COMPLETE
        end = t.datetime_complete.timestamp() if complete else killed
        begin, end = (f"{moment - origin:.2f}" for moment in (t.datetime_start.timestamp(), end))
        settings = [f"{t.params[key]:.6g}" for key in ("gamma", "alpha")]
        wrong = round(1000 * t.value) if complete else ""
        again = t.user_attrs.get("again", "")
        worker = t.user_attrs["worker"]
        rows.append((t.number, worker, t.state.name, begin, end, *settings, wrong, again))
    header = (
        "number",
        "worker",
        "state",
        "start",
        "end",
        "gamma",
        "alpha",
        "wrong_of_1000",
        "again",
    )
    write("scale_workers.csv", header, rows)


def idle(path, name):
    """Run trials that do nothing, as many as `name` says."""
    study = optuna.load_study(
        study_name="pace", storage=open_journal(path), sampler=optuna.samplers.RandomSampler()
    )
    study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=int(name))


def pace(path, count):
    """Return how many trials were run, and the seconds from the first start to the last end."""
    study = optuna.create_study(study_name="pace", storage=open_journal(path))
    workers = [start("idle", path, str(PACE_TRIALS // count)) for _ in range(count)]
    for worker in workers:
        worker.wait()
    first = min(t.datetime_start for t in study.trials)
    last = max(t.datetime_complete for t in study.trials)
    return len(study.trials), (last - first).total_seconds()


def write_pace(folder):
    """Time trials that do nothing; of five times the shortest counts."""
    rows = []
    for count in (1, 2, 4):
        paths = [str(Path(folder) / f"pace{count}-{turn}.log") for turn in range(5)]
        trials, seconds = zip(*(pace(path, count) for path in paths), strict=True)
        rows.append((count, trials[0], f"{min(seconds):.2f}"))
    write("scale_pace.csv", ("workers", "trials", "seconds"), rows)


def write_dask(folder):
    """Run a grid search plainly and on a Dask cluster that loses a worker."""
    import dask
    import joblib
    from distributed import Client, LocalCluster

    (X, y), _ = digits()
    folds = list(StratifiedKFold(5).split(X, y))
    searches = [GridSearchCV(model(0.01, 1.0), GRID, cv=folds, refit=False) for _ in range(2)]
    searches[0].fit(X, y)
    # Left alone, the cluster's memory manager removes the copies that are made below.
    keep_copies = {"distributed.scheduler.active-memory-manager.start": False}
    with (
        dask.config.set(keep_copies),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=folder,
        ) as cluster,
        Client(cluster) as client,
    ):
        before = set(client.run(os.getpid).values())

        def distributed_fit():
            # A copy for every worker: arrays that joblib sends to one worker as they are needed,
            # the folds among them, die with it, and the search with them.
            with joblib.parallel_config("dask", scatter=[X, y, *itertools.chain(*folds)]):
                searches[1].fit(X, y)

        thread = threading.Thread(target=distributed_fit)
        thread.start()
        time.sleep(5)
        os.kill(min(before), signal.SIGKILL)
        if not thread.is_alive():
            raise RuntimeError("the search ended before the worker was killed")
        thread.join()
        client.wait_for_workers(2, timeout=60)
        after = set(client.run(os.getpid).values())
    if len(before & after) != 1 or len(after) != 2:
        raise RuntimeError(f"expected one of the workers {before} to be replaced, got {after}")
    scores = [search.cv_results_["mean_test_score"] for search in searches]
    rows = [
        (*settings.values(), *(f"{score:.6f}" for score in pair))
        for settings, *pair in zip(searches[0].cv_results_["params"], *scores, strict=True)
    ]
    if not np.array_equal(*scores):
        print("the scores differ in the last digits", file=sys.stderr)
    write("scale_dask.csv", ("gamma", "alpha", "plain", "dask"), rows)


def main(arguments):
    """Be a worker, or run the whole study."""
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    if arguments[:1] == ["work"]:
        return work(*arguments[1:])
    if arguments[:1] == ["idle"]:
        return idle(*arguments[1:])
    os.environ.update(ONE_THREAD)
    parts = {"search": write_search, "pace": write_pace, "dask": write_dask}
    for name in arguments or parts:
        with tempfile.TemporaryDirectory() as folder:
            parts[name](folder)
        print(name, "is done", flush=True)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
