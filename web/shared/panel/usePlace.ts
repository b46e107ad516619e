/** Keeps where the phone is: remembered in this browser, never off the page, and back at the side when its window closes. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { openOwnWindow } from "./ownWindow";
import { onPage, placeFrom, type Spot, type Where } from "./place";

const KEPT = "cordboard.phone.place";
const WIDE = "(min-width: 1101px)";

export interface Place {
  where: Where;
  spot: Spot;
  /** The window of its own, null for this page's. */
  view: Window | null;
  go: (where: Where) => void;
  move: (spot: Spot) => void;
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const changed = (): void => setWide(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return wide;
}

/** shell: the element that holds the phone. bringBack: puts it into this page again. */
export function usePlace(shell: HTMLElement, bringBack: () => void): Place {
  const { t } = useTranslation();
  const [{ where, spot }, setKept] = useState(() => placeFrom(localStorage.getItem(KEPT)));
  const [view, setView] = useState<Window | null>(null);
  const back = useRef(bringBack);
  back.current = bringBack;
  const wide = useWide();

  useEffect(() => localStorage.setItem(KEPT, JSON.stringify({ where, spot })), [where, spot]);

  const change = useCallback(
    (next: (spot: Spot) => Spot) => {
      const phone = { width: shell.offsetWidth, height: shell.offsetHeight };
      const page = { width: innerWidth, height: innerHeight };
      setKept((kept) => ({ ...kept, spot: onPage(next(kept.spot), phone, page) }));
    },
    [shell],
  );
  const move = useCallback((to: Spot) => change(() => to), [change]);
  const go = (to: Where): void => {
    if (to !== "window") {
      view?.close();
      setKept((kept) => ({ ...kept, where: to }));
      return;
    }
    const closing = (): void => {
      back.current();
      setView(null);
    };
    openOwnWindow(t("phone.region"), closing).then(setView, () => undefined); // refused: the phone stays where it is
  };

  const shown: Where = view ? "window" : wide ? where : "docked";
  useEffect(() => {
    if (shown !== "floating") return;
    const stay = (): void => change((spot) => spot);
    const watch = new ResizeObserver(stay);
    watch.observe(shell);
    window.addEventListener("resize", stay);
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", stay);
    };
  }, [shown, change, shell]);
  useEffect(() => () => view?.close(), [view]);
  return { where: shown, spot, view, go, move };
}
