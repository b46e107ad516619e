"""What an operator trips over is found, and each finding comes with what to do."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from asterisk.modules import MODULES
from config.settings import Settings
from server.belongings import backup, judged_recordings, judged_tables, kept
from server.neighbours import DAY, Neighbour, judged, look, of_settings
from server.surroundings import judged_clock, judged_disk, judged_modules, time_zones
from storage.migrate import migrate

RUNNING = {f"{name}.so": "Running" for names in MODULES.values() for name in names.split()}


@pytest.mark.parametrize(("free", "said"), [(10**8, "nothing is recorded"), (10**9, "1.0 GB"), (10**12, "")])
def test_little_room_on_the_disk_is_told_before_it_hurts(free: int, said: str) -> None:
    finding = judged_disk(free, 500 << 20)
    assert bool(finding.remedy) == bool(said)
    assert said in finding.text


def test_a_clock_that_nobody_keeps_right_is_told() -> None:
    assert judged_clock(5).remedy
    assert not judged_clock(0).remedy
    assert not judged_clock(-1).remedy  # a container may not ask


def test_missing_data_of_time_zones_are_told() -> None:
    assert not time_zones().remedy
    assert time_zones(["Asia/Nowhere"]).text == "no data of time zones: Asia/Nowhere"


def test_a_module_of_asterisk_that_does_not_run_is_named_with_what_it_is_for() -> None:
    assert [each.remedy for each in judged_modules(RUNNING)] == [""]
    [lost] = judged_modules({**RUNNING, "res_srtp.so": "Declined"})
    assert lost.text == "res_srtp does not run"
    assert "SIP and RTP" in lost.remedy


@pytest.mark.parametrize(("stands_at", "said"), [("0003", ""), ("0002", "older"), ("", "older"), ("0009", "newer")])
def test_tables_of_another_version_are_told(stands_at: str, said: str) -> None:
    finding = judged_tables(stands_at, ["0001", "0002", "0003"])
    assert bool(finding.remedy) == bool(said)
    assert said in finding.text


def test_recordings_without_a_file_are_counted_and_some_are_named() -> None:
    assert not judged_recordings([], 7).remedy
    assert judged_recordings(["a", "b", "c", "d"], 7).text == "4 of 7 have no file: a, b, c …"


def test_an_old_backup_and_none_are_told() -> None:
    assert backup(0.0, 1e9).remedy
    assert backup(1e9 - 3 * DAY, 1e9).remedy
    assert not backup(1e9 - DAY, 1e9).remedy
    assert not backup(0.0, 1e9, new=True).remedy


async def test_a_real_database_is_looked_at_and_none_is_made_by_looking(tmp_path: Path) -> None:
    known = Settings(data=tmp_path)
    assert [each.about for each in await kept(known)] == ["database", "backup"]
    assert not known.data.joinpath("cordboard.db").exists()  # one look
    await migrate(known.database_url)
    found = {each.about: each for each in await kept(known)}
    assert not found["database"].remedy
    assert not found["recordings"].remedy


async def test_a_database_that_cannot_be_reached_is_told_with_its_setting() -> None:
    [finding] = await kept(Settings(database="postgresql+asyncpg://nobody@127.0.0.1:1/none"))
    assert "CORDBOARD_DATABASE" in finding.text
    assert finding.remedy


def test_only_what_is_set_is_looked_for_outside() -> None:
    assert of_settings(Settings()) == []
    told = of_settings(Settings(mail="smtp://user:secret@mail.example.org", address="https://desk.example.org"))
    assert [each.about for each in told] == ["mail", "address"]


async def test_a_neighbour_that_listens_is_reached_and_one_that_does_not_is_told_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not (await look(Neighbour("mail", f"smtp://127.0.0.1:{port}", "wait"))).remedy
    gone = await look(Neighbour("mail", f"smtp://user:secret@127.0.0.1:{port}", "wait"))
    assert gone.remedy == "wait"
    assert "secret" not in gone.text


def test_a_certificate_that_ends_soon_is_told_in_time() -> None:
    assert judged("address", "h:443", 13.5 * DAY, 0.0).remedy
    assert not judged("address", "h:443", 90 * DAY, 0.0).remedy


async def test_a_certificate_that_nobody_believes_is_told(tmp_path: Path) -> None:
    with tls(tmp_path) as port:
        finding = await look(Neighbour("address", f"https://localhost:{port}", "proxy"))
    assert "not believed" in finding.text
    assert finding.remedy == "renew it"


@contextmanager
def tls(folder: Path) -> Iterator[int]:
    """A server with a certificate that it wrote itself: its port."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.fromtimestamp(time.time(), datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "both.pem").write_bytes(written + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    with socket.create_server(("localhost", 0)) as server:

        def serve() -> None:
            try:
                context.wrap_socket(server.accept()[0], server_side=True).close()
            except OSError:
                return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_what_is_only_advice_does_not_end_with_an_error() -> None:
    assert not judged_clock(5).urgent
    assert not backup(0.0, 1e9).urgent
    assert judged_disk(10**8, 500 << 20).urgent
