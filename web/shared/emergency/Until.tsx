/** Until when something set by hand holds: until it is taken back, for a while, or until a time of one's own. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";

const SPANS = [1800, 3600, 7200, 14_400, 28_800] as const;

/** onChange: epoch seconds, 0 = until it is taken back. */
export function Until({ onChange }: { onChange: (until: number) => void }) {
  const { t } = useTranslation();
  const [choice, choose] = useState("0");
  const pick = (value: string): void => {
    choose(value);
    if (value !== "own") onChange(value === "0" ? 0 : serverNow() + Number(value));
  };
  return (
    <div className="row" style={{ alignItems: "end", flexWrap: "wrap" }}>
      <NativeSelect
        data={[
          { value: "0", label: t("emergency.untilBack") },
          ...SPANS.map((seconds) => ({
            value: String(seconds),
            label:
              seconds < 3600
                ? t("emergency.minutes", { count: seconds / 60 })
                : t("emergency.hours", { count: seconds / 3600 }),
          })),
          { value: "own", label: t("emergency.ownTime") },
        ]}
        label={t("emergency.until")}
        onChange={({ currentTarget }) => pick(currentTarget.value)}
        value={choice}
      />
      {choice === "own" && (
        <TextInput
          label={t("emergency.ownTime")}
          onChange={({ currentTarget }) => onChange((Date.parse(currentTarget.value) || 0) / 1000)}
          required
          type="datetime-local"
        />
      )}
    </div>
  );
}
