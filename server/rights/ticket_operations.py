"""Requests about lists of tickets, and about how they are set up: rows of the table in `operations`."""

LISTS = """
    POST /api/tickets/batch
    GET /api/ticket-choices
    GET /api/ticket-categories
    GET /api/ticket-categories/export
    GET /api/ticket-fields
    GET /api/tickets/{id}/fields
    GET /api/tickets/{id}/transfer-fields
    GET /api/ticket-filters
    POST /api/ticket-filters
    DELETE /api/ticket-filters/{id}
    POST /api/ticket-exports
    GET /api/ticket-exports/{id}
    DELETE /api/ticket-exports/{id}
    GET /api/ticket-exports/{id}/file
    """
SETUP = """
    GET /api/ticket-figures
    POST /api/ticket-figures/file
    POST /api/ticket-categories
    PATCH /api/ticket-categories/{id}
    DELETE /api/ticket-categories/{id}
    POST /api/ticket-fields
    PUT /api/ticket-fields/order
    PUT /api/ticket-fields/{id}
    DELETE /api/ticket-fields/{id}
    GET /api/ticket-completing
    PUT /api/ticket-completing/{service}
    """
