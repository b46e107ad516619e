"""Who may do what: the one place that is asked.

`people` tells what a person may do in which service; `operations` lists every request that there is, and what a person
needs for it. A request that is not listed is refused.
"""

from server.rights.audited import is_audited
from server.rights.needs import Need
from server.rights.operations import OPERATIONS, may_ask
from server.rights.people import (
    EXTRA_WORK,
    READS_ROUTES,
    SEES_CUSTOMERS,
    callbacks_in,
    in_charge_of,
    is_in_charge_of,
    is_org_admin,
    is_owner,
    may_assign_callbacks,
    may_chat,
    may_design,
    may_give,
    may_keep_customers,
    may_lead_tickets,
    may_manage,
    may_phone,
    may_read_routes,
    may_see_callback,
    may_see_customers,
    may_see_figures,
    may_staff,
    may_switch,
    may_ticket,
    oversees,
    tickets_in,
)

__all__ = [
    "EXTRA_WORK",
    "OPERATIONS",
    "READS_ROUTES",
    "SEES_CUSTOMERS",
    "Need",
    "callbacks_in",
    "in_charge_of",
    "is_audited",
    "is_in_charge_of",
    "is_org_admin",
    "is_owner",
    "may_ask",
    "may_assign_callbacks",
    "may_chat",
    "may_design",
    "may_give",
    "may_keep_customers",
    "may_lead_tickets",
    "may_manage",
    "may_phone",
    "may_read_routes",
    "may_see_callback",
    "may_see_customers",
    "may_see_figures",
    "may_staff",
    "may_switch",
    "may_ticket",
    "oversees",
    "tickets_in",
]
