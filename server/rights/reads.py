"""What the organisation's key reads, and nothing else: who is there and what was done. Pure."""

OF_THE_ORGANISATION = frozenset(
    line.strip()
    for line in """
        GET /api/organisation
        GET /api/services
        GET /api/people
        GET /api/groups
        GET /api/right-changes
        GET /api/audit
        """.splitlines()
    if line.strip()
)
