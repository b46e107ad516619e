"""What each request about lists of tickets and their setup answers to an empty wish: part of `test_rights`."""

LISTS = {
    "POST /api/tickets/{id}/transfer": 422,
    "POST /api/tickets": 422,
    "POST /api/tickets/batch": 422,
    "GET /api/ticket-choices": 200,
    **dict.fromkeys(("GET /api/ticket-categories", "GET /api/ticket-categories/export"), 422),
    "GET /api/ticket-fields": 422,
    "GET /api/tickets/{id}/fields": 404,
    "GET /api/tickets/{id}/transfer-fields": 422,
    "GET /api/ticket-filters": 200,
    "POST /api/ticket-filters": 422,
    "DELETE /api/ticket-filters/{id}": 204,
    "POST /api/ticket-exports": 422,
    **dict.fromkeys(("GET /api/ticket-exports/{id}", "GET /api/ticket-exports/{id}/file"), 404),
    "DELETE /api/ticket-exports/{id}": 404,
}
SETUP = {
    "GET /api/ticket-figures": 200,
    "POST /api/ticket-figures/file": 200,
    **dict.fromkeys(("POST /api/ticket-categories", "POST /api/ticket-fields", "PUT /api/ticket-fields/order"), 422),
    **dict.fromkeys(("PATCH /api/ticket-categories/{id}", "DELETE /api/ticket-categories/{id}"), 404),
    "PUT /api/ticket-fields/{id}": 422,
    "DELETE /api/ticket-fields/{id}": 404,
    "GET /api/ticket-completing": 200,
    "PUT /api/ticket-completing/{service}": 422,
}
