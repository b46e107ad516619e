import { expect, test } from "vitest";
import { type Draft, opened, savingReduce } from "./saving";

const draft: Draft = { saving: "saved", etag: "1", stored: "a", other: null };
const other = { by: "Emma", text: "theirs", etag: "2" };

test("what was written while it was being saved is saved again", () => {
  const sent = savingReduce(savingReduce(draft, { type: "changed", text: "b" }), { type: "sending" });
  expect(savingReduce(sent, { type: "stored", text: "b", etag: "2", now: "bc" })).toMatchObject({
    saving: "unsaved",
    etag: "2",
    stored: "b",
  });
});

test("undoing back to what is saved needs no saving", () => {
  const changed = savingReduce(draft, { type: "changed", text: "b" });
  expect(savingReduce(changed, { type: "changed", text: "a" }).saving).toBe("saved");
});

test("in a conflict nothing is saved until somebody chose", () => {
  const torn = savingReduce(draft, { type: "conflict", other });
  expect(savingReduce(torn, { type: "changed", text: "mine" }).saving).toBe("conflict");
  expect(savingReduce(torn, { type: "settled", mine: true })).toMatchObject({ saving: "unsaved", etag: "2" });
  expect(savingReduce(torn, { type: "settled", mine: false })).toMatchObject({ saving: "saved", stored: "theirs" });
});

test("what this browser kept comes back, and asks when the server has something newer", () => {
  const server = { text: "a", etag: "1" };
  expect(opened({ text: "kept", etag: "1" }, server)).toMatchObject({ text: "kept", draft: { saving: "unsaved" } });
  expect(opened({ text: "kept", etag: "0" }, server)).toMatchObject({ text: "kept", draft: { saving: "conflict" } });
  expect(opened({ text: "a", etag: "0" }, server)).toMatchObject({ text: "a", restored: false });
  expect(opened(null, server)).toMatchObject({ text: "a", draft: { saving: "saved" } });
});
