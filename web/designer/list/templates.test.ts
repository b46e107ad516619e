import { expect, test } from "vitest";
import { read } from "@/designer/route/model";
import { TEMPLATES, templateText } from "./templates";

test.each(
  TEMPLATES.flatMap(
    (template) =>
      [
        [template, "general"],
        [template, ""],
      ] as const,
  ),
)("a route that begins with %s and the queue “%s” has no way to nowhere", (template, queue) => {
  const { steps, start, mistakes, name } = read(templateText(template, "fresh", queue));
  const names = steps.map((step) => step.name);
  expect(mistakes).toEqual([]);
  expect(name).toBe("fresh");
  expect(names).toContain(start);
  for (const { to } of steps.flatMap(({ ways }) => ways)) expect(names).toContain(to);
});
