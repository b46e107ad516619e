import { expect, test } from "vitest";
import type { Me } from "@/src/generated/api";
import { hasRoutes, readsRoutes } from "./roles";

const having = (rights: Me["rights"]): Me => ({ rights }) as Me;

test("an org admin without a right in a service has the page of routes, for the numbers of the house, and no route", () => {
  const admin = having({ "": ["org-admin"] });
  expect(hasRoutes(admin)).toBe(true);
  expect(readsRoutes(admin)).toBe(false);
  expect(hasRoutes(having({ support: ["agent-phone"] }))).toBe(false);
  expect(hasRoutes(having({ support: ["design"] }))).toBe(true);
});
