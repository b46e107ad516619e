/** Items of a lookup as lines that people write, and back. Pure. */
import type { CustomerApiItem, CustomerApiShown } from "@/src/generated/api";

const LONGEST = 200;

const parts = (line: string): string[] => line.split("|").map((part) => part.trim());
const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

/** `variable | label | source | length`; a ? behind the variable: it may be empty. */
export function itemsOf(text: string): CustomerApiItem[] {
  return linesOf(text).map((line) => {
    const [name = "", label = "", source = "", longest = ""] = parts(line);
    const required = !name.endsWith("?");
    const variable = required ? name : name.slice(0, -1).trim();
    return { variable, label: label || variable, source, required, longest: Number(longest) || LONGEST };
  });
}

export function linesOfItems(items: readonly CustomerApiItem[]): string {
  const line = ({ variable, label, source, required, longest }: CustomerApiItem): string => {
    const told = [`${variable}${required ? "" : "?"}`, label, source, longest === LONGEST ? "" : String(longest)];
    while (told.at(-1) === "") told.pop();
    return told.join(" | ");
  };
  return items.map(line).join("\n");
}

/** `label | pointer` */
export function showsOf(text: string): CustomerApiShown[] {
  return linesOf(text).map((line) => {
    const [label = "", pointer = ""] = parts(line);
    return { label, pointer };
  });
}

export function linesOfShows(shows: readonly CustomerApiShown[]): string {
  return shows.map(({ label, pointer }) => `${label} | ${pointer}`).join("\n");
}
