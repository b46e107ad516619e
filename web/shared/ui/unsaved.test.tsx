import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { mayLeave, useUnsaved } from "./unsaved";

function Form({ changed }: { changed: boolean }) {
  useUnsaved(changed);
  return (
    <a href="#there">
      <b>there</b>
    </a>
  );
}

afterEach(() => vi.unstubAllGlobals());

const answering = (yes: boolean) => {
  const asked = vi.fn(() => yes);
  vi.stubGlobal("confirm", asked);
  return asked;
};

test("a link out of a form with changes asks, and is not followed when the answer is no", () => {
  const asked = answering(false);
  render(<Form changed />);
  expect(fireEvent.click(screen.getByText("there"))).toBe(false);
  expect(mayLeave("?")).toBe(false);
  expect(asked).toHaveBeenCalledTimes(2);
  const closing = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(closing);
  expect(closing.defaultPrevented).toBe(true);
});

test("whoever says yes leaves, and a form without changes asks nothing", () => {
  const asked = answering(true);
  const { rerender } = render(<Form changed />);
  expect(fireEvent.click(screen.getByText("there"))).toBe(true);
  rerender(<Form changed={false} />);
  expect(fireEvent.click(screen.getByText("there"))).toBe(true);
  expect(mayLeave("?")).toBe(true);
  expect(asked).toHaveBeenCalledTimes(1);
});
