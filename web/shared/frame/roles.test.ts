import { expect, test } from "vitest";
import type { Me } from "@/src/generated/api";
import { hasRoutes, hasTicketFigures, readsRoutes, watches } from "./roles";

const having = (rights: Me["rights"]): Me => ({ rights }) as Me;

test("an org admin without a right in a service has the page of routes, for the numbers of the house, and no route", () => {
  const admin = having({ "": ["org-admin"] });
  expect(hasRoutes(admin)).toBe(true);
  expect(readsRoutes(admin)).toBe(false);
  expect(hasRoutes(having({ support: ["agent-phone"] }))).toBe(false);
  expect(hasRoutes(having({ support: ["design"] }))).toBe(true);
});

test("who decides about tickets only has their figures, and not those of calls; agents have neither", () => {
  const services = [{ id: "support", name: "Support", functions: ["ticket"] }];
  const admin = { ...having({ support: ["admin-ticket"] }), services };
  expect([hasTicketFigures(admin), watches(admin)]).toEqual([true, false]);
  expect(hasTicketFigures({ ...admin, rights: { support: ["agent-ticket"] } })).toBe(false);
});
