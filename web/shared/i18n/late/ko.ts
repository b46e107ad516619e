/** 나중에 불러오는 화면의 문구. */

import { abilities, targets } from "../areas/abilities/ko";
import { connections } from "../areas/connections/ko";
import { customers } from "../areas/customers/ko";
import { calendars, emergency } from "../areas/emergency/ko";
import { intruders } from "../areas/intruders/ko";
import { keys as apiKeys, groups, organisation, people, records, services } from "../areas/people/ko";
import { queueRules } from "../areas/queues/ko";
import { settings } from "../areas/settings/ko";
import { signOn } from "../areas/signOn/ko";
import { webhooks } from "../areas/webhooks/ko";
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
