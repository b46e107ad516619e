import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { firstText } from "@/designer/editor/useDraft";
import { Around, type Asked, DRAFT, serve } from "@/designer/testing";
import { startLanguage } from "@/shared/i18n";
import { EditorRoom } from "./EditorRoom";

beforeAll(async () => {
  await startLanguage();
  await import("@/designer/words");
});

const PATIENCE = 60_000; // ms; the draft waits a moment before it saves itself, and machines may be busy
vi.setConfig({ testTimeout: 3 * PATIENCE, hookTimeout: 3 * PATIENCE });

let asked: Asked[] = [];

beforeEach(() => {
  localStorage.clear();
  asked = serve({
    "PUT /routes/support/draft": (body) => ({ ...DRAFT, ...body, etag: "2" }),
    "POST /routes/check": () => ({ complaints: [], flow: null }),
    "POST /routes/support/try": ({ acts }) => ({
      heard: [
        { prompt: "support.welcome", text: "Welcome.", language: "en", sound_url: "", after: 0 },
        ...((acts as string[]).includes("1")
          ? [{ prompt: "support.payments", text: "Card or transfer?", language: "en", sound_url: "", after: 1 }]
          : []),
      ],
      step: (acts as string[]).length ? "payments" : "choose",
      ways: [["open", "open"]],
      waiting_for: "key",
      ends: "",
      path: (acts as string[]).length ? ["Payments"] : [],
      variables: {},
    }),
  });
  localStorage.setItem("cordboard.try.sound", "off");
  render(<EditorRoom first={firstText(DRAFT)} opened={DRAFT} />, { wrapper: Around });
});

const canvas = (): HTMLElement => document.querySelector<HTMLElement>(".canvas") ?? document.body;
const sent = (): string => String(asked.findLast(({ path }) => path.startsWith("PUT"))?.body.text ?? "");
const key = (name: string): boolean => fireEvent.keyDown(canvas(), { key: name });

test("a step is added behind the way at the keyboard, saved by itself, and undone", async () => {
  key("ArrowDown");
  key("a");
  const find = await screen.findByPlaceholderText("Find a kind or a step");
  fireEvent.change(find, { target: { value: "goodb" } });
  fireEvent.keyDown(find, { key: "Enter" });
  await waitFor(() => expect(sent()).toContain("open: goodbye"), { timeout: PATIENCE });
  fireEvent.keyDown(window, { key: "z", ctrlKey: true });
  await waitFor(() => expect(sent()).toBe(DRAFT.text), { timeout: PATIENCE });
});

test("a step gets another name in its form, and what leads to it follows", async () => {
  const name = screen.getByLabelText("Name");
  fireEvent.change(name, { target: { value: "doors" } });
  fireEvent.keyDown(name, { key: "Enter" });
  await waitFor(() => expect(sent()).toContain("start: doors"), { timeout: PATIENCE });
});

test("the rehearsal tells what is heard and shows where the caller stands", async () => {
  fireEvent.click(screen.getByText("Try it"));
  fireEvent.click(await screen.findByText("Call"));
  await screen.findByText("Welcome.");
  fireEvent.click(screen.getByLabelText("Press 1"));
  await screen.findByText("Card or transfer?");
  expect(screen.getByText("Caller presses 1")).toBeTruthy();
  expect(screen.getByText("IVR path: Payments")).toBeTruthy();
});

test("no letter is lost, however fast one types, and undo is shown in the field", async () => {
  key("ArrowRight");
  const prompt = await screen.findByPlaceholderText("Prompt of the library");
  const words = "support.welcome";
  for (let length = 1; length <= words.length; length += 1)
    fireEvent.change(prompt, { target: { value: words.slice(0, length) } });
  await waitFor(() => expect(sent()).toContain("menu: support.welcome"), { timeout: PATIENCE });
  expect((prompt as HTMLInputElement).value).toBe(words);
  const back = (): void => {
    fireEvent.keyDown(window, { key: "z", ctrlKey: true }); // on a slow machine letters are undone in pieces
    expect((prompt as HTMLInputElement).value).toBe("support.menu");
  };
  await waitFor(back, { timeout: PATIENCE });
});
