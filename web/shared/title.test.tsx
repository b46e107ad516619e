import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { flashTitle, titleOf, usePageTitle, usePartTitle } from "./title";

afterEach(cleanup);

function Page({ name }: { name: string }) {
  usePageTitle(name);
  return null;
}

function Part({ name }: { name: string }) {
  usePartTitle(name);
  return null;
}

test("a title leaves out what is empty or said twice", () => {
  expect(titleOf("What if", "Figures", "Cordboard")).toBe("What if · Figures · Cordboard");
  expect(titleOf("", "Cordboard", "Cordboard")).toBe("Cordboard");
});

test("the tab is called as the page and the part of it that is shown", () => {
  const { rerender } = render([<Page key="page" name="Figures" />, <Part key="part" name="What if" />]);
  expect(document.title).toBe("What if · Figures · Cordboard");
  rerender([<Page key="page" name="Board" />]);
  expect(document.title).toBe("Board · Cordboard");
});

test("a call takes turns with the title, and who goes to another page meanwhile finds that page's title after it", () => {
  vi.useFakeTimers();
  const { rerender } = render(<Page name="Board" />);
  const end = flashTitle("Incoming call");
  expect(document.title).toBe("Incoming call");
  rerender(<Page name="Tickets" />);
  expect(document.title).toBe("Incoming call");
  vi.advanceTimersByTime(900);
  expect(document.title).toBe("Tickets · Cordboard");
  end();
  vi.advanceTimersByTime(900);
  expect(document.title).toBe("Tickets · Cordboard");
  vi.useRealTimers();
});
