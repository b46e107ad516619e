/**
 * Where the phone lives: docked, floating or in a window of its own.
 *
 * Rule: it is mounted once. Its element is carried from place to place, so neither a call nor a half-typed word is lost.
 */
import { MantineThemeProvider, Portal } from "@mantine/core";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Safe } from "@/shared/frame/Safe";
import { HomeContext } from "@/shared/ui/home";
import { PhonePanel } from "./PhonePanel";
import { PlaceContext } from "./placeContext";
import { useDrag } from "./useDrag";
import { usePlace } from "./usePlace";

function newShell(): HTMLElement {
  const shell = document.createElement("div");
  shell.className = "phone-shell";
  return shell;
}

export function PhoneHome() {
  const { t } = useTranslation();
  const slot = useRef<HTMLDivElement>(null);
  const [shell] = useState(newShell);
  const place = usePlace(shell, () => slot.current?.append(shell));
  const { where, spot, view } = place;
  useDrag(shell, place);
  useLayoutEffect(() => {
    const focused = shell.contains(shell.ownerDocument.activeElement);
    (view ? view.document.body : slot.current)?.append(shell);
    if (view) shell.setAttribute("role", "main");
    else shell.removeAttribute("role");
    if (focused) shell.querySelector<HTMLElement>(".place-menu")?.focus();
  }, [shell, view]);
  const root = view?.document.body ?? null;
  const home = useMemo(() => ({ root, view: view ?? window }), [root, view]);
  const theme = useMemo(
    () => ({ components: { Portal: Portal.extend({ defaultProps: root ? { target: root } : {} }) } }),
    [root],
  );
  const style = where === "floating" ? { left: spot.x, top: spot.y } : {};
  return (
    <div className="phone-slot" data-where={where} ref={slot} style={style}>
      {where === "window" && (
        <aside aria-label={t("panel.place.menu")} className="phone-away">
          <span>{t("panel.place.isAway")}</span>
          <button onClick={() => place.go("docked")} type="button">
            {t("panel.place.bringBack")}
          </button>
        </aside>
      )}
      {createPortal(
        <MantineThemeProvider theme={theme}>
          <HomeContext value={home}>
            <PlaceContext value={place}>
              {view && <h1 className="hidden">{t("phone.region")}</h1>}
              <Safe>
                <PhonePanel />
              </Safe>
            </PlaceContext>
          </HomeContext>
        </MantineThemeProvider>,
        shell,
      )}
    </div>
  );
}
