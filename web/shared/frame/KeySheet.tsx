/** The keys of the pages on a sheet (`?`), and the switch that turns them off. */
import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keysOn, setKeysOn } from "@/shared/ui/keys";
import { LaterDialog } from "@/shared/ui/LaterDialog";

/** All of them: a test reads the pages for keys that are missing here. */
const KEYS = [
  ["R", "ready"],
  ["B", "break"],
  ["W", "work"],
  ["C", "dial"],
  ["H", "hold"],
  ["M", "mute"],
  ["D", "keypad"],
  ["T", "transfer"],
  ["A", "swap"],
  ["J", "join"],
  ["C", "complete"],
  ["G", "giveBack"],
  ["O", "record"],
  ["E", "hangUp"],
  ["V", "warn"],
  ["X", "dismiss"],
  ["Enter", "confirm"],
  ["Esc", "cancel"],
  ["N", "note"],
  ["Esc", "leave"],
  ["J / K", "upDown"],
  ["Space", "select"],
  ["/", "filter"],
  ["S", "sound"],
  ["F", "float"],
  ["P", "window"],
  ["1", "desk"],
  ["2", "board"],
  ["3", "routes"],
  ["?", "sheet"],
] as const;

export function KeySheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysOn);
  return (
    <LaterDialog onClose={onClose} opened={opened} size={400} title={t("keys.title")}>
      <div className="stack" style={{ gap: 16 }}>
        <div className="keys">
          {KEYS.map(([key, what]) => [
            <span key={what}>{t(`keys.${what}`)}</span>,
            <kbd key={`${what} key`}>{key}</kbd>,
          ])}
        </div>
        <Checkbox
          checked={on}
          label={t("keys.enabled")}
          onChange={(event) => {
            setOn(event.currentTarget.checked);
            setKeysOn(event.currentTarget.checked);
          }}
        />
      </div>
    </LaterDialog>
  );
}
