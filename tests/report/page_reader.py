"""Reads the page of a report as its script does: each figure put together from what the page holds."""

import json
import re
from typing import Any

Told = dict[str, Any]


class Page:
    """The data of a written page."""

    def __init__(self, known: Any, figures: list[Any]) -> None:
        self.known = known
        self._figures = figures

    @classmethod
    def written(cls, html: str) -> "Page":
        """A page as it stands in its file."""
        known, references, lines = (_data(html, name) for name in ("data", "rujukan", "angka"))
        known |= references | {"teks": known["teks"] + references["teks"]}
        starts = known["bagian"]
        figures: list[Any] = []
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            assert len(figures) == start[0]
            for line in lines[start[4] : following and following[4]]:
                figures += [_counted(figure, start, known["akar"]) for figure in line]
        return cls(known, figures)

    def questions(self) -> dict[str, int]:
        """The number of the figure that answers each question."""
        return dict(zip(self.known["tanya"], self.known["akar"], strict=True))

    def text(self, at: int) -> str | None:
        """A text by its number."""
        return None if at < 0 else self.known["teks"][at]

    def members(self, number: int) -> list[int]:
        """The figures that one unfolds to."""
        members: list[int] = self._figures[number].get("m", [])
        return members

    def told(self, number: int) -> Told:
        """All that is said of a figure, in texts; of those that it unfolds to only their numbers."""
        figure, text = self._figures[number], self.text
        said: Told = {key: figure[key] for key in ("k", "e") if key in figure}
        said |= {key: text(figure[key]) for key in "nvot" if key in figure}
        if "f" in figure:
            said["f"] = [list(map(text, p)) if isinstance(p, list) else text(p) for p in figure["f"]]
        if "c" in figure:
            notes = [self.known["catatan"][at] for at in figure["c"]]
            said["c"] = [(kind, text(words), text(place)) for kind, words, place in notes]
        if "d" in figure:
            said["d"] = list(map(text, figure["d"]))
        for key in "sb":
            if key in figure:
                said[key] = [list(map(text, pair)) for pair in figure[key]]
        if "g" in figure:
            at, why = figure["g"]
            said["g"] = (self._scale(self.known["skala"][at]), text(why))
        return said

    def _scale(self, scale: Any) -> Any:
        text = self.text
        rows = [(text(name), text(bounds), hit) for name, bounds, hit in scale["r"]]
        policies = [(text(words), text(place)) for words, place in scale["p"]]
        return (text(scale["n"]), rows, policies, list(map(text, scale["d"])))


def _counted(figure: Told, start: list[int], roots: list[int]) -> Told:
    """A figure of a part, its numbers counted from the start of the page; below zero stands the question another answers."""
    before, texts, remarks, scales, _ = start

    def text(at: Any) -> Any:
        return list(map(text, at)) if isinstance(at, list) else at if at < 0 else at + texts

    made = {key: text(value) if key in "nvtodsbf" else value for key, value in figure.items()}
    made |= {"c": [at + remarks for at in figure["c"]]} if "c" in figure else {}
    made |= {"m": [at + before if at >= 0 else roots[-1 - at] for at in figure["m"]]} if "m" in figure else {}
    made |= {"g": [figure["g"][0] + scales, text(figure["g"][1])]} if "g" in figure else {}
    return made


def _data(html: str, name: str) -> Any:
    found = re.search(rf'id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])
