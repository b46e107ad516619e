"""The table of metrics keeps what Prometheus asks of names, and can name nobody."""

from telemetry.families import FAMILIES, GATEWAY, SERVER, series

NOBODY = {"agent", "call", "caller", "number", "person", "login", "address", "ticket", "customer"}


def test_every_name_stands_once() -> None:
    assert len(FAMILIES) == len(SERVER) + len(GATEWAY)


def test_what_only_grows_ends_in_total_and_nothing_else_does() -> None:
    assert {each.name for each in FAMILIES.values() if each.kind == "counter"} == {
        name for name in FAMILIES if name.endswith("_total")
    }


def test_times_are_in_seconds_and_shares_are_ratios() -> None:
    assert not [name for name in FAMILIES if name.endswith(("_ms", "_milliseconds", "_percent", "_minutes", "_kb"))]
    assert all(each.buckets for each in FAMILIES.values() if each.kind == "histogram")


def test_no_label_can_name_a_person_or_a_call() -> None:
    assert not [each.name for each in FAMILIES.values() if NOBODY & set(each.labels)]


def test_a_histogram_is_asked_by_its_buckets_its_sum_and_its_count() -> None:
    assert {"cordboard_engine_lag_seconds_bucket", "cordboard_calls"} <= series()
    assert "cordboard_engine_lag_seconds" not in series()
