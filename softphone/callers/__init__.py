"""Customers who don't exist: they really call by SIP, speak, press digits, wait and lose patience.

Rule: pyVoIP gives the SIP and RTP classes; its sockets, threads and pacing are replaced (docs/decisions/0004). Callers
know the centre as a customer does: a number to dial and what they hear.
"""

import pyVoIP.VoIP  # noqa: F401 pyVoIP.SIP and pyVoIP.RTP import each other unless this one is first
