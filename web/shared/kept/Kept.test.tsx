import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { beforeEach, expect, test } from "vitest";

// Words are added as soon as they are loaded, so there must be a place for them before.
await i18next.use(initReactI18next).init({ lng: "en" });
const { ColumnsShown, KeptFilters, useKeptColumns } = await import("./Kept");

const ALL = ["number", "tries"] as const;

beforeEach(() => localStorage.clear());

function List() {
  const { shown, toggle } = useKeptColumns("calls", ALL);
  return (
    <>
      <ColumnsShown all={ALL} nameOf={(one) => one} onToggle={toggle} shown={shown} />
      <output>{shown.join()}</output>
    </>
  );
}

test("a filter that is kept is there again and narrows the list", async () => {
  const chosen: string[] = [];
  const page = (query: string) => (
    <MantineProvider env="test">
      <KeptFilters of="calls" onChoose={(one) => chosen.push(one)} query={query} />
    </MantineProvider>
  );
  const first = render(page("state=late"));
  fireEvent.click(screen.getByRole("button", { name: "Kept filters" }));
  fireEvent.change(await screen.findByLabelText("Name of the filter"), { target: { value: "Late ones" } });
  fireEvent.click(screen.getByRole("button", { name: "Keep" }));
  first.unmount();
  render(page(""));
  fireEvent.click(screen.getByRole("button", { name: "Kept filters" }));
  fireEvent.click(await screen.findByRole("button", { name: "Late ones" }));
  expect(chosen).toEqual(["state=late"]);
});

test("a column that is left out stays out", async () => {
  const page = (
    <MantineProvider env="test">
      <List />
    </MantineProvider>
  );
  const first = render(page);
  fireEvent.click(screen.getByRole("button", { name: "Columns" }));
  fireEvent.click(await screen.findByLabelText("tries"));
  first.unmount();
  render(page);
  expect(screen.getByRole("status").textContent).toBe("number");
});
