"""Places of declared things, looked for one by one, are those that a list of all holds."""

from pathlib import Path

import pytest

from kinerja_rules import api

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["dinaker_pasuruan_2022", "dinkes_contoh"])
def test_every_place_is_where_its_keyword_stands(name: str) -> None:
    model = api.check(ROOT / "examples" / name).model
    assert model is not None
    keys = list(model.places)
    assert len(keys) == len(set(keys)) == len(model.places)
    assert {(ident, "") for ident in model.indikator} <= set(keys)
    for ident, keyword in keys:
        text = model.places[ident, keyword].text
        assert text.startswith(keyword) or keyword == "dari"  # which stands where the name of the base does
        assert keyword or ident.rpartition(".")[2] in text


def test_what_is_not_written_has_no_place() -> None:
    model = api.check(ROOT / "examples" / "dinaker_pasuruan_2022").model
    assert model is not None
    ident = next(iter(model.indikator))
    assert model.places.get((ident, "tidak_ada")) is None
    assert model.places.get(("tidak_ada", "")) is None
    assert (ident, "satuan") in model.places
