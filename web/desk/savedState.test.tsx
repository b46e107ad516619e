import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { LiveContext } from "@/shared/live/context";
import { Live } from "@/shared/live/store";
import { present } from "@/shared/testing/samples";
import type { Draft } from "./autosave";
import { SavedState } from "./SavedState";

const draft = (saving: Draft["saving"]): Draft => ({ text: "new", saving, restored: false });

function shown(saving: Draft["saving"], up: boolean): void {
  const live = new Live();
  live.take(present());
  live.take({ type: "link", up });
  render(
    <LiveContext value={live}>
      <SavedState of={[draft(saving)]} />
    </LiveContext>,
  );
}

test.each(["saving", "unsaved", "failed"] as const)("without a line a text that is %s is said to be kept", (saving) => {
  shown(saving, false);
  expect(screen.getByText("ticket.saveFailed")).toBeTruthy();
});

test("with a line it is being saved, and what is saved stays so without one", () => {
  shown("saving", true);
  expect(screen.getByText("ticket.saving")).toBeTruthy();
  shown("saved", false);
  expect(screen.getByText("ticket.saved")).toBeTruthy();
});
