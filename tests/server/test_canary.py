"""What the canary finds is counted and told; while it has found nothing, nothing is claimed."""

import asyncio

from prometheus_client import CollectorRegistry

from config.settings import Settings
from server.canary import Canary, Flight, flights_of, flying

WELL, DEAF = Flight(10.0, 0.1, 0.98, ""), Flight(20.0, 0.1, 0.02, "echo")


def told(canary: Canary) -> dict[str, float]:
    return {sample.name: sample.value for metric in canary.figures() for sample in metric.samples}


async def test_a_flight_is_told_and_counted_by_its_result() -> None:
    flights, registry = [WELL, DEAF], CollectorRegistry()

    async def fly() -> Flight:
        return flights.pop(0)

    canary = Canary(5, {"": fly})
    canary.count_in(registry)
    assert told(canary) == {}
    await canary.once()
    assert (told(canary)["cordboard_canary_up"], told(canary)["cordboard_canary_echo_ratio"]) == (1.0, 0.98)
    assert canary.health() == {"canary": "ok"}
    await canary.once()
    assert (told(canary)["cordboard_canary_up"], told(canary)["cordboard_canary_timestamp_seconds"]) == (0.0, 20.0)
    assert canary.health() == {"canary": "its call was answered, and only 2% of its tone came back"}
    for result in ("well", "echo"):
        assert registry.get_sample_value("cordboard_canary_calls_total", {"result": result, "target": ""}) == 1.0


async def test_it_is_off_unless_it_is_asked_for() -> None:
    async def fly() -> Flight:
        raise AssertionError("nobody asked for it")

    running = asyncio.create_task(Canary(0, {"": fly}).run())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not running.done()
    running.cancel()


async def test_a_process_that_says_nothing_is_told_as_that() -> None:
    flight = await flying("nonsense")()
    assert flight.why == "process"


async def test_each_target_is_called_counted_and_told_by_its_name() -> None:
    async def well() -> Flight:
        return WELL

    async def deaf() -> Flight:
        return DEAF

    canary, registry = Canary(5, {"east": well, "front": deaf}), CollectorRegistry()
    canary.count_in(registry)
    assert await canary.once() == canary.last == DEAF
    up = {
        each.labels["target"]: each.value
        for metric in canary.figures()
        for each in metric.samples
        if "_up" in each.name
    }
    assert up == {"east": 1.0, "front": 0.0}
    assert canary.failing == ["front"]
    assert canary.health() == {"canary": "front: its call was answered, and only 2% of its tone came back"}
    assert registry.get_sample_value("cordboard_canary_calls_total", {"result": "echo", "target": "front"}) == 1.0


def test_targets_are_those_of_the_setting_else_the_houses_own_address() -> None:
    assert list(flights_of(Settings(canary_targets=("east=10.0.0.1:5060", "front=10.0.0.5:5060")))) == ["east", "front"]
    assert list(flights_of(Settings())) == [""]
