"""People, groups, services and what is on record about them."""

from dataclasses import dataclass

from server.times import Time


@dataclass(frozen=True, slots=True)
class PersonView:
    """rights: by service, "" for the organisation, of those that the reader staffs; groups: by id; cti_id, number: of
    the phone; waiting: was invited and has no password yet; may_change: the reader may."""

    id: str
    name: str
    nickname: str
    email: str
    language: str
    cti: bool
    cti_id: str
    number: str
    active: bool
    waiting: bool
    two_factors: bool
    rights: dict[str, list[str]]
    groups: list[int]
    may_change: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    id: int
    service: str
    name: str
    members: list[str]


@dataclass(frozen=True, slots=True)
class ContractView:
    """A service with its contract. kind: `consultation` or `issue`; state: `in use`, `out of use` or `terminated`;
    offered: the functions that this kind can have; changed_today: the contract can be changed again tomorrow;
    open_api: API keys open it."""

    id: str
    name: str
    language: str
    kind: str
    state: str
    functions: list[str]
    offered: list[str]
    changed_today: bool
    open_api: bool = True


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """id: never changes; domain: the host of the address; url: where people sign in; has_key: an organisation key was
    made, at made_at, by made_by; addresses: networks from which it may be used, none: from anywhere."""

    id: str
    name: str
    domain: str
    url: str
    has_key: bool
    made_at: Time
    made_by: str
    addresses: list[str]


@dataclass(frozen=True, slots=True)
class RightChangeView:
    """operation: `register`, `edit` or `delete`; address: from which it was done."""

    id: int
    at: Time
    service: str
    operator: str
    operator_name: str
    address: str
    target: str
    operation: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class AuditView:
    """status: what was answered; from 400 on it was refused."""

    id: int
    at: Time
    person: str
    address: str
    operation: str
    about: str
    status: int


@dataclass(frozen=True, slots=True)
class MailView:
    """state: `waiting`, `sent` or `given up`; trouble: what the mail server said; body: in the demo only."""

    id: int
    to: str
    subject: str
    body: str
    made_at: Time
    sent_at: Time
    state: str
    tries: int
    trouble: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """browser: as it calls itself; here: the session that asks."""

    id: str
    address: str
    browser: str
    begun_at: Time
    seen_at: Time
    here: bool


@dataclass(frozen=True, slots=True)
class ApiKeyView:
    """rights: by service; addresses: networks from which it may be used, none: from anywhere; until: 0 for ever."""

    id: str
    name: str
    rights: dict[str, list[str]]
    addresses: list[str]
    made_by: str
    made_at: Time
    until: Time
    used_at: Time
