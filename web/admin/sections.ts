/** The sections of the settings by subject, in the order of the list. One line a section; its page loads when it is opened. */
import type { ComponentType, LazyExoticComponent } from "react";
import { designs, keepsCustomers, leadsService, leadsTickets, manages, staffs, watches } from "@/shared/frame/roles";
import type { settings } from "@/shared/i18n/areas/settings/en";
import { lazy } from "@/shared/ui/later";
import type { Me } from "@/src/generated/api";

export interface Section {
  /** The last part of its address, and the key of its name in the words. */
  id: keyof typeof settings.sections;
  Page: LazyExoticComponent<ComponentType>;
  shown: (me: Me) => boolean;
}

type Subject = keyof typeof settings.groups;
export type Part = readonly [Subject, readonly Section[]];

const PARTS: readonly Part[] = [
  [
    "calls",
    [
      { id: "queues", Page: lazy(() => import("./queues/QueuesSection")), shown: watches },
      { id: "skills", Page: lazy(() => import("./SkillsSection")), shown: watches },
      { id: "conduct", Page: lazy(() => import("./ConductSection")), shown: watches },
      { id: "calendars", Page: lazy(() => import("./CalendarsSection")), shown: (me) => watches(me) || designs(me) },
      { id: "recordings", Page: lazy(() => import("./RecordingsSection")), shown: watches },
      { id: "callerIds", Page: lazy(() => import("./CallerIdsSection")), shown: watches },
      { id: "dialRules", Page: lazy(() => import("./DialRulesSection")), shown: watches },
      { id: "phones", Page: lazy(() => import("./PhonesSection")), shown: manages },
    ],
  ],
  [
    "tickets",
    [
      { id: "ticketCategories", Page: lazy(() => import("@/tickets/setup/CategoriesSection")), shown: leadsTickets },
      { id: "ticketFields", Page: lazy(() => import("@/tickets/setup/FieldsSection")), shown: leadsTickets },
      { id: "ticketCompleting", Page: lazy(() => import("@/tickets/setup/CompletingSection")), shown: leadsTickets },
      { id: "triggers", Page: lazy(() => import("@/handling/triggers/TriggersSection")), shown: leadsTickets },
      { id: "templates", Page: lazy(() => import("@/handling/templates/TemplatesSection")), shown: leadsTickets },
      { id: "customers", Page: lazy(() => import("./customers/CustomersSection")), shown: keepsCustomers },
    ],
  ],
  [
    "people",
    [
      { id: "people", Page: lazy(() => import("./people/PeopleSection")), shown: staffs },
      { id: "groups", Page: lazy(() => import("./people/GroupsSection")), shown: staffs },
      { id: "organisation", Page: lazy(() => import("./people/OrganisationSection")), shown: manages },
      { id: "services", Page: lazy(() => import("./people/ServicesSection")), shown: manages },
      { id: "signOn", Page: lazy(() => import("./single/SignOnSection")), shown: manages },
      { id: "keys", Page: lazy(() => import("./people/KeysSection")), shown: manages },
      { id: "records", Page: lazy(() => import("./people/RecordsSection")), shown: manages },
    ],
  ],
  [
    "house",
    [
      { id: "status", Page: lazy(() => import("./status/StatusSection")), shown: manages },
      { id: "connections", Page: lazy(() => import("./ConnectionsSection")), shown: manages },
      { id: "webhooks", Page: lazy(() => import("./webhooks/WebhooksSection")), shown: leadsService },
      { id: "intruders", Page: lazy(() => import("./intruders/IntrudersSection")), shown: manages },
      { id: "system", Page: lazy(() => import("./SystemSection")), shown: () => true },
    ],
  ],
];

/** Which of them this person has, by subject. */
export function partsOf(me: Me): readonly Part[] {
  return PARTS.map(([subject, some]): Part => [subject, some.filter(({ shown }) => shown(me))]).filter(
    ([, some]) => some.length > 0,
  );
}
