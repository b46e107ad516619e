"""Another PBX: a second Asterisk, at which the centre has an account and an agent's phone is registered.

Its dialplan knows `EXTENSION`, which rings the phone, and nothing else.
"""

import json
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asterisk.desk_phones import Account, digest_of, pushed
from config.secrets import ARI_USER
from tests.support.pbx import Pbx, running

EXTENSION = "801"
USER, PHONE = "centre", "phone801"
SECRET = "right-horse"


@contextmanager
def other_pbx(folder: Path) -> Iterator[Pbx]:
    with running(folder) as pbx:
        for user in (USER, PHONE):
            _push(pbx, Account(user, digest_of(user, SECRET)))
        pbx.cli(f"dialplan add extension {EXTENSION},1,Dial,PJSIP/{PHONE} into phones")
        yield pbx


def account_at(pbx: Pbx, secret: str = SECRET, extension: str = EXTENSION) -> dict[str, object]:
    """As the gateway is told it."""
    host, _, port = pbx.sip.rpartition(":")
    return {"host": host, "port": int(port), "user": USER, "secret": secret, "extension": extension}


def _push(pbx: Pbx, account: Account) -> None:
    login = b64encode(f"{ARI_USER}:{pbx.ari_password}".encode()).decode()
    for request in pushed(account, ""):
        body = json.dumps(request.body).encode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        url = f"{pbx.ari_url}/ari{request.path}"
        with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=request.method), timeout=5):
            pass
