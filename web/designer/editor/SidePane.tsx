/** Beside the picture: one pane at a time, as wide as it needs to be. */
import { Tabs } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RouteDraft } from "@/designer/api";
import { StepPane } from "@/designer/form/StepPane";
import { TryPane } from "@/designer/tryit/TryPane";
import { VersionsPane } from "@/designer/versions/VersionsPane";
import { Safe } from "@/shared/frame/Safe";
import { lazy } from "@/shared/ui/later";
import { PANES, type Pane, useEditor } from "./context";
import { ProblemsPane } from "./ProblemsPane";

const TextPane = lazy(() => import("@/designer/text/TextPane"));
const WIDTHS: Record<Pane, number> = { step: 392, text: 600, try: 392, problems: 392, versions: 440 };
const LEAST = 320;
const MOST = 960;
const keyOf = (pane: Pane): string => `cordboard.pane.${pane}`;

interface Props {
  loaded: RouteDraft;
  /** The line that the text shows. */
  line: number;
}

export function SidePane({ loaded, line }: Props) {
  const { t } = useTranslation("designer");
  const { pane, show, complaints } = useEditor();
  const [widths, setWidths] = useState<Partial<Record<Pane, number>>>({});
  const width = widths[pane] ?? (Number(localStorage.getItem(keyOf(pane))) || WIDTHS[pane]);
  const resize = (wish: number): void => {
    const next = Math.round(Math.max(LEAST, Math.min(MOST, wish)));
    localStorage.setItem(keyOf(pane), String(next));
    setWidths({ ...widths, [pane]: next });
  };
  return (
    <>
      <hr
        aria-label={t("editor.width")}
        aria-orientation="vertical"
        aria-valuemax={MOST}
        aria-valuemin={LEAST}
        aria-valuenow={width}
        className="pane-edge"
        onKeyDown={({ key }) => {
          const by = { ArrowLeft: 24, ArrowRight: -24 }[key];
          if (by) resize(width + by);
        }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
        }}
        tabIndex={0}
      />
      <aside aria-label={t("editor.pane")} className="pane" style={{ width }}>
        <Tabs
          activateTabWithKeyboard={false}
          className="pane-tabs"
          onChange={(value) => show(PANES.find((one) => one === value) ?? "step")}
          value={pane}
        >
          <Tabs.List>
            {PANES.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`editor.panes.${one}`)}
                {one === "problems" && complaints.length > 0 && (
                  <span className="pane-count num">{complaints.length}</span>
                )}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel className="pane-body" data-pane={pane} value={pane}>
            <Safe key={pane}>
              <Suspense>
                {pane === "step" && <StepPane />}
                {pane === "text" && <TextPane line={line} />}
                {pane === "try" && <TryPane />}
                {pane === "problems" && <ProblemsPane />}
                {pane === "versions" && <VersionsPane loaded={loaded} />}
              </Suspense>
            </Safe>
          </Tabs.Panel>
        </Tabs>
      </aside>
    </>
  );
}
