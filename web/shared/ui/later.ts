/**
 * Parts of a page that are fetched when they are wanted first.
 *
 * Rule: a part that does not come takes nothing away. React would: what it cannot load empties the page, with the call
 * in it. A network that is away is waited for. A house that was upgraded meanwhile has other parts: the page is loaded
 * again, which the call outlives.
 */
import { type ComponentType, lazy as lazily } from "react";
import { backoff } from "@/shared/net/backoff";

const TRIES = 3; // of a part that the house of this page does not have

// biome-ignore lint/suspicious/noExplicitAny: as React's own
export function lazy<Part extends ComponentType<any>>(load: () => Promise<{ default: Part }>) {
  return lazily(() => fetched(load));
}

/** The part, however long that takes. Raises what `load` does where the house is there, and as old as this page. */
export async function fetched<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 0, answered = 0; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      const house = await whichHouse();
      if (house === "same" && ++answered >= TRIES) throw error;
      await new Promise((resume) => setTimeout(resume, backoff(tries, Math.random())));
      if (house === "upgraded") location.reload();
    }
  }
}

async function whichHouse(): Promise<"same" | "upgraded" | "away"> {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return "away";
    const page = await answer.text();
    const scripts = [...document.querySelectorAll("script[type=module][src]")];
    return scripts.every((script) => page.includes(script.getAttribute("src") ?? "")) ? "same" : "upgraded";
  } catch {
    return "away";
  }
}
