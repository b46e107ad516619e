import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { createMemoryRouter, Link, Outlet, RouterProvider, useNavigate } from "react-router";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { startLanguage } from "@/shared/i18n";
import { Dialog } from "./Dialog";
import { holdsChanges, mayLeave, useEdited, useUnsaved, useWayOut } from "./unsaved";

beforeAll(() => startLanguage());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answering = (yes: boolean) => {
  const asked = vi.fn(() => yes);
  vi.stubGlobal("confirm", asked);
  return asked;
};

function House() {
  useWayOut();
  return <Outlet />;
}

function Form() {
  const [changed, change] = useState(false);
  useUnsaved(changed);
  return (
    <>
      <button onClick={() => change(true)} type="button">
        write
      </button>
      <Link to="/there">there</Link>
    </>
  );
}

function opened() {
  const children = [
    { path: "/before", element: "before" },
    { path: "/form", element: <Form /> },
    { path: "/there", element: "there" },
  ];
  const router = createMemoryRouter([{ element: <House />, children }], {
    initialEntries: ["/before", "/form"],
    initialIndex: 1,
  });
  render(<RouterProvider router={router} />);
  return router;
}

const write = (): boolean => fireEvent.click(screen.getByText("write"));

test.each([
  ["a link", async () => fireEvent.click(screen.getByText("there"))],
  ["the button Back", async (router: ReturnType<typeof opened>) => router.navigate(-1)],
  ["a key", async (router: ReturnType<typeof opened>) => router.navigate("/there")],
] as const)("%s out of a form with changes asks, and is not followed when the answer is no", async (_, leave) => {
  const asked = answering(false);
  const router = opened();
  write();
  await act(async () => void (await leave(router)));
  expect(asked).toHaveBeenCalledTimes(1);
  expect(router.state.location.pathname).toBe("/form");
  const closing = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(closing);
  expect(closing.defaultPrevented).toBe(true);
  asked.mockReturnValue(true);
  await act(async () => void (await leave(router)));
  expect(router.state.location.pathname).not.toBe("/form");
  expect(holdsChanges()).toBe(false);
});

test("a form without changes asks nothing, and neither does what only changes the address of the same page", async () => {
  const asked = answering(false);
  const router = opened();
  expect(mayLeave("?")).toBe(true);
  write();
  await act(() => router.navigate("/form?part=2"));
  expect(router.state.location.search).toBe("?part=2");
  expect(asked).not.toHaveBeenCalled();
});

function Making() {
  const [changed, change] = useState(false);
  const release = useUnsaved(changed);
  const navigate = useNavigate();
  const make = (): void => {
    release();
    void navigate("/there");
  };
  return (
    <>
      <button onClick={() => change(true)} type="button">
        write
      </button>
      <button onClick={make} type="button">
        make
      </button>
    </>
  );
}

test("a form that is saved and leads away at once asks nothing", async () => {
  const asked = answering(false);
  const children = [
    { path: "/form", element: <Making /> },
    { path: "/there", element: "there" },
  ];
  const router = createMemoryRouter([{ element: <House />, children }], { initialEntries: ["/form"] });
  render(<RouterProvider router={router} />);
  write();
  expect(holdsChanges()).toBe(true);
  await act(async () => void fireEvent.click(screen.getByText("make")));
  expect(router.state.location.pathname).toBe("/there");
  expect(asked).not.toHaveBeenCalled();
  expect(holdsChanges()).toBe(false);
});

function Edited({ saved }: { saved: number }) {
  const [text, setText] = useState("old");
  useEdited(text, { isSuccess: saved > 0, submittedAt: saved });
  return <input aria-label="text" onChange={(event) => setText(event.currentTarget.value)} value={text} />;
}

test("what was saved holds no changes, until something is written again", () => {
  const { rerender } = render(<Edited saved={0} />);
  const typed = (value: string): boolean => {
    fireEvent.change(screen.getByLabelText("text"), { target: { value } });
    return holdsChanges();
  };
  expect(typed("new")).toBe(true);
  expect(typed("old")).toBe(false);
  typed("new");
  rerender(<Edited saved={1} />);
  expect(holdsChanges()).toBe(false);
  expect(typed("newer")).toBe(true);
  rerender(<Edited saved={2} />);
  expect(holdsChanges()).toBe(false);
});

test("a dialog asks before it is closed, for the forms inside of it alone", () => {
  const asked = answering(false);
  const close = vi.fn();
  const shown = (form: boolean) => (
    <MantineProvider env="test">
      {!form && <Edited saved={0} />}
      <Dialog onClose={close} opened title="A trigger">
        {form && <Edited saved={0} />}
      </Dialog>
    </MantineProvider>
  );
  const { rerender } = render(shown(true));
  fireEvent.change(screen.getByLabelText("text"), { target: { value: "new" } });
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(asked).toHaveBeenCalledTimes(1);
  expect(close).not.toHaveBeenCalled();
  rerender(shown(false));
  fireEvent.change(screen.getByLabelText("text", { selector: "input" }), { target: { value: "new" } });
  fireEvent.click(screen.getByLabelText("Close"));
  expect(asked).toHaveBeenCalledTimes(1);
  expect(close).toHaveBeenCalledOnce();
});
