/** The sections of the settings, in the order of the list. One line a section; its page loads when it is opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { designs, keepsCustomers, leadsService, leadsTickets, manages, staffs, watches } from "@/shared/frame/roles";
import type { settings } from "@/shared/i18n/areas/settings/en";
import type { Me } from "@/src/generated/api";

export interface Section {
  /** The last part of its address, and the key of its name in the words. */
  id: keyof typeof settings.sections;
  Page: LazyExoticComponent<ComponentType>;
  shown: (me: Me) => boolean;
}

export const SECTIONS: readonly Section[] = [
  { id: "queues", Page: lazy(() => import("./queues/QueuesSection")), shown: watches },
  { id: "skills", Page: lazy(() => import("./SkillsSection")), shown: watches },
  { id: "conduct", Page: lazy(() => import("./ConductSection")), shown: watches },
  { id: "ticketCategories", Page: lazy(() => import("@/tickets/setup/CategoriesSection")), shown: leadsTickets },
  { id: "ticketFields", Page: lazy(() => import("@/tickets/setup/FieldsSection")), shown: leadsTickets },
  { id: "calendars", Page: lazy(() => import("./CalendarsSection")), shown: (me) => watches(me) || designs(me) },
  { id: "phones", Page: lazy(() => import("./PhonesSection")), shown: manages },
  { id: "recordings", Page: lazy(() => import("./RecordingsSection")), shown: watches },
  { id: "callerIds", Page: lazy(() => import("./CallerIdsSection")), shown: watches },
  { id: "dialRules", Page: lazy(() => import("./DialRulesSection")), shown: watches },
  { id: "triggers", Page: lazy(() => import("@/handling/triggers/TriggersSection")), shown: leadsTickets },
  { id: "templates", Page: lazy(() => import("@/handling/templates/TemplatesSection")), shown: leadsTickets },
  { id: "connections", Page: lazy(() => import("./ConnectionsSection")), shown: manages },
  { id: "webhooks", Page: lazy(() => import("./webhooks/WebhooksSection")), shown: leadsService },
  { id: "customers", Page: lazy(() => import("./customers/CustomersSection")), shown: keepsCustomers },
  { id: "people", Page: lazy(() => import("./people/PeopleSection")), shown: staffs },
  { id: "groups", Page: lazy(() => import("./people/GroupsSection")), shown: staffs },
  { id: "services", Page: lazy(() => import("./people/ServicesSection")), shown: manages },
  { id: "keys", Page: lazy(() => import("./people/KeysSection")), shown: manages },
  { id: "records", Page: lazy(() => import("./people/RecordsSection")), shown: manages },
  { id: "system", Page: lazy(() => import("./SystemSection")), shown: () => true },
];

/** Which of them this person has. */
export function sectionsOf(me: Me): readonly Section[] {
  return SECTIONS.filter(({ shown }) => shown(me));
}
