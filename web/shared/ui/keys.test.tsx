import { fireEvent, render } from "@testing-library/react";
import { expect, test } from "vitest";
import { useKeys } from "./keys";

function Keys({ keys }: { keys: Record<string, (() => void) | undefined> }) {
  useKeys(keys);
  return null;
}

test("a key belongs to what was opened last, and to the one below when that one is closed", () => {
  const pressed: string[] = [];
  const keyOf = (who: string) => ({ "1": () => void pressed.push(who) });
  const shown = render(<Keys key="page" keys={keyOf("page")} />);
  shown.rerender([<Keys key="page" keys={keyOf("page")} />, <Keys key="pad" keys={keyOf("pad")} />]);
  fireEvent.keyDown(document.body, { key: "1" });
  shown.rerender([<Keys key="page" keys={keyOf("page")} />]);
  fireEvent.keyDown(document.body, { key: "1" });
  expect(pressed).toEqual(["pad", "page"]);
});

test("a key that leads nowhere now is left to others", () => {
  const pressed: string[] = [];
  render([<Keys key="a" keys={{ c: () => void pressed.push("dial") }} />, <Keys key="b" keys={{ c: undefined }} />]);
  fireEvent.keyDown(document.body, { key: "c" });
  expect(pressed).toEqual(["dial"]);
});
