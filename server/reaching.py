"""How the server reaches its Asterisk, from the settings."""

from asterisk.centre import Access
from config.secrets import AMI_USER, Secrets, ari_login
from config.settings import Settings
from server.private import media_address


def access_of(known: Settings, secrets: Secrets) -> Access:
    user, password = ari_login(known, secrets)
    spool = known.data / "asterisk" / "spool" / "recording"
    etc, log = known.data / "asterisk" / "etc", known.data / "asterisk" / "log"
    cel = log / "cel-custom" / "cti.jsonl"
    return Access(
        ari_url=f"{known.ari_url}/ari",
        ari_user=user,
        ari_password=password,
        ami=(known.ami.host, known.ami.port),
        ami_user=AMI_USER,
        ami_password=secrets.ami_password,
        cel=None if known.asterisk else cel,
        spool=None if known.asterisk else spool,
        acl=None if known.asterisk else etc / "acl.conf",
        log=None if known.asterisk else log,
        dead_man=known.dead_man,
        media=media_address(known),
    )
