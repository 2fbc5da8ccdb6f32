"""The files of the data sets, compared with their sha256 before they are used."""

import hashlib
import io
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[1] / "data"
SHA256 = {
    "prostate.csv": "4957d64287fbdd897d6b2e6719fcee7a3845f67d1e089a4e873029e4064b63ce",
    "mnist5k.npz": "246e0c30eeea57c8d0037d3f38c8e00651ec204cc61b8022563e9aeeb9d756f4",
    "mnist1d.npz": "e436aed22f163754dd3ecc59247675acf8ee4901ffb1928b3fd52ac209875202",
    "sentiment.csv.gz": "386e6abb33754b0605f97475436de18650fc3e5ce243241f7e5e7f72bcd6ffbe",
    "wage.csv.gz": "baf15dd9d1868fba91407c504314dfb0c493bd69cc26435a868c78053528143f",
    "spoken_digits.npz": "82e655485c90449fa977667936e6d6e5112d5f3ba0203d0463090e9286e87400",
}


def read(name):
    """Return the content of a data file, as bytes."""
    path = DATA / name
    restore = f"Restore it with `git checkout -- helpers/data/{name}`, or install the package anew."
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(f"expected the data file {path}, found none. {restore}") from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256[name]:
        raise ValueError(
            f"expected the data file {path} with sha256 {SHA256[name]}, got {digest} "
            f"({len(content)} bytes): the file is damaged. {restore}"
        )
    return content


def read_arrays(name):
    """Return the arrays of an npz data file, by name."""
    with np.load(io.BytesIO(read(name)), allow_pickle=False) as file:
        return dict(file)
