"""Customers over HTTP: lists, cards, merging, what services keep of them, their own systems, files, erasing."""

from server.api.customers import cards, lists, met, settings

ROUTERS = (lists.routes, cards.routes, met.routes, settings.routes)
