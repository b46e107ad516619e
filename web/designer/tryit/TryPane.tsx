/** A phone beside the picture: walk through the draft as a caller, listen, and see the way one took. */
import { Button, Checkbox } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useContext, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Rehearsal, tryRoute } from "@/designer/api";
import { OverlayContext } from "@/designer/canvas/overlay";
import { useEditor } from "@/designer/editor/context";
import { useCalm } from "@/designer/editor/useCalm";
import { hush } from "@/designer/sound";
import { Glyph } from "@/designer/ui/Glyph";
import { Empty } from "@/shared/ui/Empty";
import { PhoneKeys } from "./PhoneKeys";
import { endOf, stepsWalked, waitFor } from "./rehearsal";
import { Setup, type SetupValues, setupOf } from "./Setup";
import { Transcript } from "./Transcript";

const TEXT_MS = 500;
const SOUND = "cordboard.try.sound";

export function TryPane() {
  const { t, i18n } = useTranslation("designer");
  const editor = useEditor();
  const { name, complaints, route } = editor;
  const [acts, setActs] = useState<string[] | null>(null);
  const [setup, setSetup] = useState<SetupValues>(() => setupOf(route.languages[0] ?? i18n.language));
  const [sound, setSound] = useState(() => localStorage.getItem(SOUND) !== "off");
  const text = useCalm(editor.text, TEXT_MS);
  const broken = complaints.some(({ severity }) => severity === "error");
  const { data, isError } = useQuery({
    queryKey: ["route", name, "try", text, acts, setup],
    queryFn: () => tryRoute(name, { text, acts: acts ?? [], ...setup }),
    enabled: acts !== null && !broken,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const rehearsal = acts === null ? undefined : data;
  useWalked(rehearsal);
  useEffect(() => hush, []);
  const act = (one: string): void => setActs([...(acts ?? []), one]);
  const over = Boolean(rehearsal?.ends);
  return (
    <div className="try">
      {acts === null ? (
        <Empty hint={t("try.lead")} title={t("editor.panes.try")}>
          <Button
            data-try-start
            disabled={broken}
            leftSection={<Glyph name="call" size={16} />}
            onClick={() => setActs([])}
          >
            {t("try.start")}
          </Button>
        </Empty>
      ) : (
        <>
          <Transcript acts={acts} rehearsal={rehearsal} sound={sound} />
          {isError && !broken && <p className="soft">{t("try.away")}</p>}
          {rehearsal && <Where rehearsal={rehearsal} />}
          <PhoneKeys disabled={over || broken} onAct={act} />
          <div className="row">
            <Button
              className="grow"
              leftSection={<Glyph name="call" size={16} />}
              onClick={() => setActs([])}
              variant={over ? "filled" : "default"}
            >
              {t("try.again")}
            </Button>
            <Button
              className="grow"
              color="red"
              disabled={over}
              leftSection={<Glyph name="hangUp" size={16} />}
              onClick={() => act("hang up")}
              variant="light"
            >
              {t("try.hangUp")}
            </Button>
          </div>
        </>
      )}
      {broken && <p className="soft">{t("try.broken")}</p>}
      <Checkbox
        checked={sound}
        label={t("try.sound")}
        onChange={({ currentTarget }) => {
          localStorage.setItem(SOUND, currentTarget.checked ? "on" : "off");
          setSound(currentTarget.checked);
          if (!currentTarget.checked) hush();
        }}
      />
      <Setup onChange={setSetup} setup={setup} />
    </div>
  );
}

/** Draws the way into the picture, and goes along with the caller. */
function useWalked(rehearsal: Rehearsal | undefined): void {
  const store = useContext(OverlayContext);
  const { goTo } = useEditor();
  const walked = useMemo(() => (rehearsal ? stepsWalked(rehearsal) : []), [rehearsal]);
  const go = useRef(goTo);
  go.current = goTo;
  const step = walked.at(-1);
  useEffect(() => {
    store.set({ walked });
    return () => store.set({ walked: [] });
  }, [store, walked]);
  useEffect(() => {
    if (step) go.current({ step, way: "" }, true);
  }, [step]);
}

function Where({ rehearsal: { step, waiting_for, ends, path, variables } }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation("designer");
  const { kind, value } = endOf(ends);
  return (
    <div className="card try-where" role="status">
      <b>
        {ends
          ? t(`try.ends.${kind}`, { value })
          : `${t("try.at_step", { step })} · ${t(`try.waiting.${waitFor(waiting_for)}`)}`}
      </b>
      {path.length > 0 && <span className="soft small">{`${t("try.path")}: ${path.join(" > ")}`}</span>}
      {Object.keys(variables).length > 0 && (
        <span className="soft small">
          {`${t("try.variables")}: ${Object.entries(variables)
            .map(([name, said]) => `${name} = ${said}`)
            .join(", ")}`}
        </span>
      )}
    </div>
  );
}
