"""What is known of the mail server from the last try: the status page says it before somebody misses a mail."""

from server.staff.post import Post
from storage.mails import Mails
from tests.server.web.desk import Web
from tests.support.mail_server import mail_server

SENDER = "desk@example.org"


def post_to(house: Web, url: str) -> Post:
    return Post(Mails(house.database), url, SENDER, house.house.clock)


async def tried(house: Web, post: Post) -> str | None:
    """As after a new mail, and whatever waits for another try is due too."""
    house.now[0] += 86_400
    await post.write("mina@example.org", "x", "y")
    await post.deliver()
    return post.trouble


async def test_a_mail_server_that_takes_nothing_is_told_until_it_does(house: Web) -> None:
    async with mail_server() as server:
        post = post_to(house, server.url)
        assert post.trouble == ""
        server.refuses = 9
        assert await tried(house, post) == "SMTPSenderRefused 451"
        server.refuses = 0
        assert await tried(house, post) == ""
        assert len(server.got) == 2


async def test_nobody_at_the_place_of_the_mail_server_is_told(house: Web) -> None:
    told = await tried(house, post_to(house, "smtp://127.0.0.1:1"))
    assert told is not None
    assert "Connection refused" in told


async def test_an_address_that_there_is_not_says_nothing_about_the_mail_server(house: Web) -> None:
    async with mail_server() as server:
        server.knows_nobody = True
        assert await tried(house, post_to(house, server.url)) == ""
        assert not server.got


async def test_without_a_mail_server_there_is_nothing_to_say(house: Web) -> None:
    assert await tried(house, post_to(house, "")) is None
