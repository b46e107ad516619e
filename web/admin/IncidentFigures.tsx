/** A month: incidents by service and step reached, and how long agents recovered. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFigures } from "@/shared/conduct/queries";
import { Sheet } from "@/shared/ui/Sheet";
import { short } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";

const STEPS = ["warning1", "warning2", "notice", "termination", "withdrawn"] as const;

export function IncidentFigures() {
  const { t } = useTranslation();
  const names = useNames();
  const [month, setMonth] = useState("");
  const { data } = useFigures(month);
  if (!data) return null;
  return (
    <div className="stack">
      <TextInput
        label={t("conduct.month")}
        onChange={(event) => setMonth(event.currentTarget.value)}
        type="month"
        value={month || data.month}
        w={180}
      />
      <Sheet
        heads={[
          t("conduct.columns.service"),
          t("conduct.tabs.incidents"),
          ...STEPS.map((step) => t(`conduct.steps.${step}`)),
          t("conduct.columns.recovery"),
        ]}
      >
        {data.services.map((one) => (
          <tr key={one.service}>
            <td>{names.service(one.service)}</td>
            <td className="num">{one.incidents}</td>
            {STEPS.map((step) => (
              <td className="num" key={step}>
                {one.reached[step] ?? 0}
              </td>
            ))}
            <td className="num">{short(one.recovery_seconds)}</td>
          </tr>
        ))}
      </Sheet>
      <Sheet heads={[t("conduct.columns.agent"), t("conduct.tabs.incidents"), t("conduct.columns.recovery")]}>
        {data.agents.map((one) => (
          <tr key={one.agent}>
            <td>{names.agent(one.agent)}</td>
            <td className="num">{one.incidents}</td>
            <td className="num">{short(one.recovery_seconds)}</td>
          </tr>
        ))}
      </Sheet>
      {data.services.length === 0 && <p className="soft">{t("conduct.noIncidents")}</p>}
    </div>
  );
}
