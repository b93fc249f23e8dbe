"""Intermediate values of rules: made when asked for, once for each instance, and the same as if made at once."""

from kinerja_rules.engine.named import Named


def test_a_value_is_made_once_for_each_instance_and_only_when_asked_for() -> None:
    made: list[str] = []
    values = Named({"batas": "batas"})
    values.define("satu", lambda values: made.append("satu") or "1")
    values.define("dua", lambda values: made.append("dua") or f"{values['satu']}{values['batas']}")
    assert made == []
    assert (values["dua"], values["dua"], values["satu"]) == ("1batas", "1batas", "1")
    assert made == ["dua", "satu"]
    values.forget()
    assert values["batas"] == "batas"
    assert values.get("satu") == "1"
    assert made == ["dua", "satu", "satu"]
    assert values.get("tiga") is None


def test_a_scope_copied_while_a_value_is_made_holds_those_before_it_and_not_itself() -> None:
    values = Named({})
    scopes: list[dict[str, object]] = []
    values.define("satu", lambda values: "1")
    values.define("dua", lambda values: scopes.append(dict(values.copy())) or "2")
    values.define("tiga", lambda values: "3")
    assert values.copy() == {"satu": "1", "dua": "2", "tiga": "3"}
    assert scopes == [{"satu": "1"}]
