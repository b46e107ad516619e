"""The tables, by what they keep. Times are epoch seconds (UTC) as floating point; lists are JSON.

Rule: a table changes only together with a migration; a test compares the two.
"""

from storage.tables.attachments import attachments
from storage.tables.base import metadata
from storage.tables.baton import baton
from storage.tables.centre import (
    demo_brought,
    numbers,
    person_skills,
    queue_members,
    queues,
    reasons,
    services,
    skills,
)
from storage.tables.conduct import conduct_policies, incident_steps, incidents, restrictions
from storage.tables.connections import lookup_connections
from storage.tables.customers import (
    customer_contacts,
    customer_events,
    customer_notes,
    customer_numbers,
    customer_pieces,
    customer_settings,
    customer_values,
    customers,
    erasures,
)
from storage.tables.figures import figures
from storage.tables.identity import own_organisation
from storage.tables.intruders import intruders, spared_networks
from storage.tables.journal import entries, living
from storage.tables.lease import lease
from storage.tables.masking import mask_keys, mask_log, secured_services, ticket_masks
from storage.tables.organisation import audit, group_members, groups, mails, right_changes
from storage.tables.outbound import caller_ids, certificates, dial_rules, transfer_targets
from storage.tables.people import api_keys, password_links, people, person_rights, recovery_codes, sessions
from storage.tables.phones import extensions, phones
from storage.tables.prompts import prompt_choices, prompt_versions, prompts
from storage.tables.quality import quality
from storage.tables.recordings import (
    recording_agents,
    recording_pauses,
    recording_plays,
    recording_waveforms,
    recordings,
)
from storage.tables.routes import route_drafts, route_versions, routes
from storage.tables.sign_on import person_subjects, sign_on
from storage.tables.templates import ticket_templates
from storage.tables.ticket_setup import (
    ticket_categories,
    ticket_completing,
    ticket_fields,
    ticket_filters,
    ticket_values,
)
from storage.tables.tickets import callbacks, survey_answers, ticket_events, ticket_flags, ticket_texts, tickets
from storage.tables.traffic import folds, route_ways
from storage.tables.triggers import group_turns, ticket_tags, trigger_firings, triggers
from storage.tables.webhooks import webhook_failures, webhooks

__all__ = [
    "api_keys",
    "attachments",
    "audit",
    "baton",
    "callbacks",
    "caller_ids",
    "certificates",
    "conduct_policies",
    "customer_contacts",
    "customer_events",
    "customer_notes",
    "customer_numbers",
    "customer_pieces",
    "customer_settings",
    "customer_values",
    "customers",
    "demo_brought",
    "dial_rules",
    "entries",
    "erasures",
    "extensions",
    "figures",
    "folds",
    "group_members",
    "group_turns",
    "groups",
    "incident_steps",
    "incidents",
    "intruders",
    "lease",
    "living",
    "lookup_connections",
    "mails",
    "mask_keys",
    "mask_log",
    "metadata",
    "numbers",
    "own_organisation",
    "password_links",
    "people",
    "person_rights",
    "person_skills",
    "person_subjects",
    "phones",
    "prompt_choices",
    "prompt_versions",
    "prompts",
    "quality",
    "queue_members",
    "queues",
    "reasons",
    "recording_agents",
    "recording_pauses",
    "recording_plays",
    "recording_waveforms",
    "recordings",
    "recovery_codes",
    "restrictions",
    "right_changes",
    "route_drafts",
    "route_versions",
    "route_ways",
    "routes",
    "secured_services",
    "services",
    "sessions",
    "sign_on",
    "skills",
    "spared_networks",
    "survey_answers",
    "ticket_categories",
    "ticket_completing",
    "ticket_events",
    "ticket_fields",
    "ticket_filters",
    "ticket_flags",
    "ticket_masks",
    "ticket_tags",
    "ticket_templates",
    "ticket_texts",
    "ticket_values",
    "tickets",
    "transfer_targets",
    "trigger_firings",
    "triggers",
    "webhook_failures",
    "webhooks",
]
