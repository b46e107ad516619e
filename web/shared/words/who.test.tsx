import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useWho } from "./who";

test("only who withheld a number is said to have done so", () => {
  const who = renderHook(useWho).result.current;
  const none = { caller: "", erased: false };
  expect(who({ ...none, caller: "01012345678" })).toBe("010-1234-5678");
  expect(who(none)).toBe("call.withheld");
  expect(who({ ...none, channel: "phone" })).toBe("call.withheld");
  expect(who({ ...none, erased: true })).toBe("call.erased");
  expect(who({ ...none, channel: "manual", erased: true })).toBe("call.erased");
  expect(who({ ...none, channel: "manual" })).toBe("call.noNumber");
});
