"""The bundles of npm's packages: each is made of the sources that are here."""

import dataclasses
import os
import re
import shutil

import bundle
import pytest

CARRIED = {
    "editor": {"@codemirror/view", "@lezer/python", "style-mod"},
    "engine": {"minisearch", "stemmer"},
}


@pytest.fixture(params=bundle.BUNDLES)
def one(request):
    """Return each bundle in turn."""
    return bundle.BUNDLES[request.param]


def test_it_is_made_of_the_sources_that_are_here(one):
    banner = one.script.read_text("utf-8").split("*/", 1)[0]
    assert f"sources with the sha256 {one.digest()}." in banner, f"tools/bundle.py {one.name}"


def test_a_changed_source_is_seen(one, tmp_path):
    before = one.digest()
    for name in one.made_of:
        copied = dataclasses.replace(one, sources=tmp_path / name)
        shutil.copytree(one.sources, copied.sources)
        assert copied.digest() == before
        with (copied.sources / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert copied.digest() != before


def test_it_has_the_licences_of_what_is_in_it(one):
    licences = one.licences.read_text("utf-8")
    packages = re.findall(r"^(\S+) \d+\.\d+\.\d+\n\n", licences, re.MULTILINE)
    assert CARRIED[one.name] <= set(packages)
    assert licences.count("Permission is hereby granted, free of charge") == len(packages)


@pytest.mark.skipif("WEEKLY" not in os.environ, reason="asks npm: weekly")
def test_it_is_made_anew_byte_for_byte(one):
    assert bundle.main([one.name, "--compare"]) == 0
