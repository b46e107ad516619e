/** What the browser's tab and history call this page: the part, the page, the product; or an incoming call in turn. */
import { useEffect } from "react";

const told = { app: "Cordboard", page: "", part: "" };
let calling = "";

/** Without what is empty or said twice: `What if · Figures · Cordboard`. Pure. */
export function titleOf(...words: string[]): string {
  return words.filter((word, at) => word !== "" && words.indexOf(word) === at).join(" · ");
}

const own = (): string => titleOf(told.part, told.page, told.app);

function tell(change: Partial<typeof told>): void {
  Object.assign(told, change);
  if (!calling) document.title = own();
}

/** The page, of the frame around it. */
export function usePageTitle(page: string): void {
  useEffect(() => tell({ page }), [page]);
}

/** What is shown of the page, as long as it is shown. */
export function usePartTitle(part: string): void {
  useEffect(() => {
    tell({ part });
    return () => tell({ part: "" });
  }, [part]);
}

/** Puts `text` and the page's own title into the title in turn; gives a function that ends it. */
export function flashTitle(text: string): () => void {
  calling = text;
  const flash = window.setInterval(() => {
    document.title = document.title === text ? own() : text;
  }, 900);
  document.title = text;
  return () => {
    clearInterval(flash);
    calling = "";
    document.title = own();
  };
}
