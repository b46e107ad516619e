"""The specification and the marks that point into it."""

import json
from pathlib import Path

import pytest

from scripts.spec import RESULTS, listing, read_domains, read_shown, table

pytest_plugins = ["pytester"]
CONFTEST = (Path(__file__).parent / "conftest.py").read_text("utf-8")


def test_the_specification_has_485_features_in_16_domains() -> None:
    domains = read_domains()
    assert (len(domains), sum(len(domain.features) for domain in domains)) == (16, 485)


def test_the_numbers_of_a_domain_have_no_gaps() -> None:
    for domain in read_domains():
        assert list(domain.features) == [f"{domain.code}-{n:02}" for n in range(1, len(domain.features) + 1)]


def test_a_number_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").write_text("# 1. A — Some\n- **A-01** One. — [S1:1]\n- **A-01** Two.\n")
    with pytest.raises(ValueError, match="twice"):
        read_domains(tmp_path)


def test_only_passing_tests_show_a_feature(tmp_path: Path) -> None:
    results = tmp_path / "spec.json"
    results.write_text(
        json.dumps({"t::a": {"numbers": ["TEL-21"], "passed": True}, "t::b": {"numbers": ["TEL-22"], "passed": False}})
    )
    assert read_shown(results) == {"TEL-21": ["t::a"]}


def test_what_is_shown_and_what_is_missing_make_the_whole() -> None:
    domains, shown = read_domains(), {"TEL-21": ["t::a"]}
    have, lack = (list(listing(domains, shown, missing)) for missing in (False, True))
    assert (len(have), len(lack)) == (1, 484)
    assert list(table(domains, shown))[-1].split() == ["total", "1", "485"]


def collect(pytester: pytest.Pytester, mark: str) -> pytest.RunResult:
    """Collect one test with this mark in a pytest of its own that has our conftest."""
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(f"import pytest\n\n@pytest.mark.{mark}\ndef test_it(): pass\n")
    quiet = ("-p", "no:cacheprovider", "-p", "no:asyncio", "-o", "markers=spec(*numbers)")
    return pytester.runpytest_inprocess("--collect-only", *quiet)


def run(pytester: pytest.Pytester, tests: str) -> dict[str, list[str]]:
    """Run these tests in a pytest of their own; what they show together with earlier runs."""
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test_it="import pytest\n" + tests)
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:asyncio", "-o", "markers=spec(*numbers)")
    return read_shown(pytester.path / RESULTS)


PASSES = '@pytest.mark.spec("TEL-21")\ndef test_good(): pass\n'
FAILS = '@pytest.mark.spec("TEL-22")\ndef test_bad(): assert False\n'


def test_what_passes_is_written_down_and_what_fails_is_not(pytester: pytest.Pytester) -> None:
    assert run(pytester, PASSES + FAILS) == {"TEL-21": ["test_it.py::test_good"]}


def test_a_test_that_fails_while_tidying_up_shows_nothing(pytester: pytest.Pytester) -> None:
    broken = "@pytest.fixture\ndef untidy():\n  yield\n  assert False\n"
    assert run(pytester, broken + PASSES.replace("()", "(untidy)")) == {}


def test_a_feature_is_no_longer_shown_when_its_test_is_gone(pytester: pytest.Pytester) -> None:
    run(pytester, PASSES)
    assert run(pytester, PASSES.replace("good", "other")) == {"TEL-21": ["test_it.py::test_other"]}


def test_a_mark_with_an_unknown_number_is_an_error_at_collection(pytester: pytest.Pytester) -> None:
    result = collect(pytester, 'spec("TEL-99")')
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*docs/spec has no TEL-99*"])


def test_a_mark_without_a_number_is_an_error_at_collection(pytester: pytest.Pytester) -> None:
    assert collect(pytester, "spec").ret == pytest.ExitCode.USAGE_ERROR


def test_a_mark_with_a_known_number_is_collected(pytester: pytest.Pytester) -> None:
    assert collect(pytester, 'spec("TEL-21", "CB-01")').ret == pytest.ExitCode.OK
