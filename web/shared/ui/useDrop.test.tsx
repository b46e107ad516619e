import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { useDrop } from "./useDrop";

function Place({ taken }: { taken: string[] }) {
  const { over, place } = useDrop((files) => taken.push(...files.map(({ name }) => name)));
  return (
    <section aria-label="here" {...place}>
      {over ? "let go" : "bring"}
    </section>
  );
}

test("what is dropped is taken, and the place shows while something is held above it", () => {
  const taken: string[] = [];
  render(<Place taken={taken} />);
  const here = screen.getByRole("region", { name: "here" });
  expect(fireEvent.dragOver(here)).toBe(false); // else the browser would open the file
  expect(here).toHaveProperty("textContent", "let go");
  fireEvent.dragLeave(here);
  expect(here).toHaveProperty("textContent", "bring");
  fireEvent.dragOver(here);
  const files = [new File(["a"], "a.png"), new File(["b"], "b.png")];
  expect(fireEvent.drop(here, { dataTransfer: { files } })).toBe(false);
  expect(taken).toEqual(["a.png", "b.png"]);
  expect(here).toHaveProperty("textContent", "bring");
});
