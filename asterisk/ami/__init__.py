"""The Asterisk Manager Interface, for what ARI cannot do: variables and redirects of a channel that plays,
notes in astdb, security events, details of contacts, reloads.

panoramisk 1.4 speaks it; `protocol` mends what is wrong with that version, `client` is the typed face of it.
"""

from asterisk.ami.client import Ami, AmiError, AmiUnreachable
from asterisk.ami.events import Contact, ContactStatus, SecurityEvent

__all__ = ["Ami", "AmiError", "AmiUnreachable", "Contact", "ContactStatus", "SecurityEvent"]
