import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { AGAIN_MS, type Draft, draftReduce, PAUSE_MS, useAutosave } from "./autosave";

const saved: Draft = { text: "old", saving: "saved", restored: false };
const KEY = "draft";

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

const start = (save: (text: string, leaving: boolean) => Promise<unknown>) =>
  renderHook(() => useAutosave({ key: KEY, server: "old", save }));

test("what the server has never overwrites what is being written", () => {
  const typed = draftReduce(saved, { type: "typed", text: "new" });
  expect(draftReduce(typed, { type: "server", text: "other" }).text).toBe("new");
  expect(draftReduce(saved, { type: "server", text: "other" }).text).toBe("other");
});

test("text written while saving is not called saved", () => {
  const writing = draftReduce({ ...saved, text: "newer", saving: "saving" }, { type: "stored", text: "new" });
  expect(writing.saving).toBe("unsaved");
});

test("a pause in writing saves", async () => {
  const save = vi.fn().mockResolvedValue(undefined);
  const { result } = start(save);
  act(() => result.current.type("new"));
  expect(result.current.saving).toBe("unsaved");
  await act(() => vi.advanceTimersByTimeAsync(PAUSE_MS));
  expect(save).toHaveBeenCalledExactlyOnceWith("new", false);
  expect(result.current.saving).toBe("saved");
  expect(localStorage.getItem(KEY)).toBeNull();
});

test("a text that could not be saved is kept and tried again", async () => {
  const save = vi.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue(undefined);
  const { result } = start(save);
  act(() => result.current.type("new"));
  await act(() => vi.advanceTimersByTimeAsync(PAUSE_MS));
  expect(result.current.saving).toBe("failed");
  expect(localStorage.getItem(KEY)).toBe("new");
  await act(() => vi.advanceTimersByTimeAsync(AGAIN_MS));
  expect(result.current.saving).toBe("saved");
});

test("leaving the ticket saves at once", () => {
  const save = vi.fn().mockResolvedValue(undefined);
  const { result, unmount } = start(save);
  act(() => result.current.type("new"));
  unmount();
  expect(save).toHaveBeenCalledExactlyOnceWith("new", true);
});

test("a text that was left unsaved is there again", () => {
  localStorage.setItem(KEY, "kept");
  const { result } = start(vi.fn().mockResolvedValue(undefined));
  expect(result.current).toMatchObject({ text: "kept", saving: "unsaved", restored: true });
});

test("a try that is given up late says nothing about a text that was saved since", () => {
  expect(draftReduce({ ...saved, text: "new" }, { type: "failed" }).saving).toBe("saved");
  expect(draftReduce({ ...saved, saving: "saving" }, { type: "failed" }).saving).toBe("failed");
});
