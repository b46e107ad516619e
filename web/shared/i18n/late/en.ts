/** English words of the pages that come later. */

import { abilities, targets } from "../areas/abilities/en";
import { connections } from "../areas/connections/en";
import { customers } from "../areas/customers/en";
import { calendars, emergency } from "../areas/emergency/en";
import { intruders } from "../areas/intruders/en";
import { keys as apiKeys, groups, organisation, people, records, services } from "../areas/people/en";
import { queueRules } from "../areas/queues/en";
import { settings } from "../areas/settings/en";
import { signOn } from "../areas/signOn/en";
import { webhooks } from "../areas/webhooks/en";
import type { Words } from "../areas/words";

export const late = {
  queueRules,
  calendars,
  emergency,
  connections,
  webhooks,
  intruders,
  signOn,
  customers,
  settings,
  people,
  groups,
  organisation,
  services,
  records,
  apiKeys,
  abilities,
  targets,
};

export type Late = Words<typeof late>;
