"""Customers over HTTP: lists, cards, merging, what services keep of them, their own systems, files, erasing."""

from server.api.customers import cards, erasing, exporting, lists, lookups, met, settings

ROUTERS = (lists.routes, cards.routes, met.routes, settings.routes, erasing.routes, lookups.routes, exporting.routes)
