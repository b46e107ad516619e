/** 後から読み込む画面の言葉。 */

import { abilities, targets } from "../areas/abilities/ja";
import { connections } from "../areas/connections/ja";
import { customers } from "../areas/customers/ja";
import { calendars, emergency } from "../areas/emergency/ja";
import { intruders } from "../areas/intruders/ja";
import { keys as apiKeys, groups, organisation, people, records, services } from "../areas/people/ja";
import { queueRules } from "../areas/queues/ja";
import { settings } from "../areas/settings/ja";
import { signOn } from "../areas/signOn/ja";
import { webhooks } from "../areas/webhooks/ja";
import type { Late } from "./en";

export const late: Late = {
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
