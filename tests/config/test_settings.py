"""Settings: environment over file over defaults, and a remedy in every refusal."""

from pathlib import Path

import pytest

from config.settings import KEYS, Address, PortRange, Settings, WrongSetting, as_environment, load


def written(folder: Path, text: str) -> Path:
    file = folder / "cordboard.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_set_gives_the_defaults() -> None:
    assert load({}) == Settings()


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, 'http = "127.0.0.1:1"\nsip = "127.0.0.1:5070"\n')
    settings = load({"CORDBOARD_HTTP": "127.0.0.1:9000", "PATH": "/bin"}, file)
    assert settings.http == Address("127.0.0.1", 9000)
    assert settings.sip == Address("127.0.0.1", 5070)


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert load({}, tmp_path / "none.toml") == Settings()


def test_values_of_every_kind_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, 'rtp_ports = "20000-20100"\nhold_tries = 5\ndemo = true\ntrunks = ["192.0.2.7"]\n')
    settings = load({}, file)
    assert settings.rtp_ports == PortRange(20000, 20100)
    assert (settings.hold_tries, settings.demo, settings.trunks) == (5, True, ("192.0.2.7",))


def test_what_children_are_told_is_what_the_parent_knows() -> None:
    settings = load({"CORDBOARD_SIP": "[::1]:5070", "CORDBOARD_TRUNKS": "10.0.0.0/8,::1", "CORDBOARD_DEMO": "yes"})
    assert load(as_environment(settings)) == settings


def test_every_field_has_a_key_and_every_key_a_field() -> None:
    assert set(KEYS) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("CORDBOARD_HTTP", "8080", "has no port"),
        ("CORDBOARD_HTTP", "127.0.0.1:x", "'x' is not a port"),
        ("CORDBOARD_HTTP", "127.0.0.1:70000", "'70000' is not a port"),
        ("CORDBOARD_SIP", "example.org:5060", "'example.org' is not an IP address"),
        ("CORDBOARD_RTP_PORTS", "10000", "is not a range"),
        ("CORDBOARD_RTP_PORTS", "10000-10001", "no room for calls"),
        ("CORDBOARD_RTP_PORTS", "20000-10000", "no room for calls"),
        ("CORDBOARD_DATABASE", "mysql://x", "'mysql' is not one of sqlite, postgresql"),
        ("CORDBOARD_LANGUAGE", "fr", "'fr' is not one of en, ko, ja"),
        ("CORDBOARD_TRUNKS", "nobody", "neither an IP address nor a network"),
        ("CORDBOARD_HOLD_TRIES", "0", "not a whole number from 1"),
        ("CORDBOARD_DEMO", "perhaps", "is not one of true"),
        ("CORDBOARD_DATA", "", "is empty"),
        ("CORDBOARD_PHONE_ADVERTISE", "me", "'me' is not an IP address"),
        ("CORDBOARD_EMERGENCY", "sip:a@b\nc", "is not a SIP address"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place_and_a_remedy(name: str, value: str, complaint: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        load({name: value})
    assert str(refused.value).startswith(f"environment: {name}: ")
    assert complaint in str(refused.value)
    assert "Write " in str(refused.value)


def test_an_unknown_key_is_refused_and_the_near_one_named(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"cordboard\.toml: unknown key 'htpp'\. Did you mean http\?"):
        load({}, written(tmp_path, 'htpp = "127.0.0.1:1"\n'))
    with pytest.raises(WrongSetting, match=r"unknown CORDBOARD_HTPP\. Did you mean CORDBOARD_HTTP\?"):
        load({"CORDBOARD_HTPP": "127.0.0.1:1"})


def test_a_file_that_is_not_toml_is_named_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"cordboard\.toml: is not TOML: .*line 2"):
        load({}, written(tmp_path, "\nhttp: 5\n"))


def test_a_table_where_a_value_belongs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"http: is a dict\. Write host:port"):
        load({}, written(tmp_path, "[http]\nport = 5\n"))


def test_the_demo_stays_on_loopback() -> None:
    with pytest.raises(WrongSetting, match=r"CORDBOARD_HTTP: the demo .* loopback"):
        load({"CORDBOARD_DEMO": "true", "CORDBOARD_HTTP": "0.0.0.0:8080"})


def test_a_password_in_the_address_of_asterisk_is_not_part_of_the_url_that_is_shown() -> None:
    assert load({"CORDBOARD_ASTERISK": "http://me:secret@192.0.2.1:8088/ari"}).ari_url == "http://192.0.2.1:8088"
