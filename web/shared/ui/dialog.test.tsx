import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { startLanguage } from "@/shared/i18n";
import { Dialog } from "./Dialog";
import { RemoveButton } from "./RemoveButton";

beforeAll(() => startLanguage());
afterEach(cleanup);

const around = (content: React.ReactNode) => render(<MantineProvider env="test">{content}</MantineProvider>);

function aside(): void {
  const inner = document.querySelector(".mantine-Modal-inner") as HTMLElement;
  fireEvent.mouseDown(inner);
  fireEvent.click(document.querySelector(".mantine-Modal-overlay") as HTMLElement);
}

test("a click beside a dialog ends it, but not when something was written in it", () => {
  const close = vi.fn();
  around(
    <Dialog onClose={close} opened title="New route">
      <input aria-label="Name" />
    </Dialog>,
  );
  aside();
  expect(close).toHaveBeenCalledOnce();
  fireEvent.input(screen.getByLabelText("Name"), { target: { value: "night" } });
  aside();
  expect(close).toHaveBeenCalledOnce();
});

test("what is deleted for good is asked about first, by its name", () => {
  const done = vi.fn();
  const asked = vi.spyOn(window, "confirm").mockReturnValueOnce(false).mockReturnValueOnce(true);
  around(
    <RemoveButton name="Complaints" onSure={done}>
      Delete
    </RemoveButton>,
  );
  fireEvent.click(screen.getByRole("button"));
  expect(done).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button"));
  expect(done).toHaveBeenCalledOnce();
  expect(asked).toHaveBeenCalledTimes(2);
});
