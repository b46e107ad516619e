/** Which kinds of events are told: in groups that open, each with its own "all". */
import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { webhooks } from "@/shared/i18n/areas/webhooks/en";
import { grouped, ticked, useKinds } from "./api";

type Group = keyof typeof webhooks.groups;

interface Props {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export function KindFields({ chosen, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { data } = useKinds();
  if (!data) return null;
  const word = (group: string): string =>
    t(`webhooks.groups.${(i18n.exists(`webhooks.groups.${group}`) ? group : "other") as Group}`);
  return (
    <fieldset className="webhook-kinds">
      <legend>{t("webhooks.kinds")}</legend>
      <p className="soft small">
        {t("webhooks.kindsHint")} {t("webhooks.chosen", { count: chosen.length })}
      </p>
      {grouped(data.items).map(([group, kinds]) => {
        const some = kinds.filter((kind) => chosen.includes(kind));
        return (
          <details key={group}>
            <summary>
              {word(group)} <span className="soft small num">{`${some.length}/${kinds.length}`}</span>
            </summary>
            <div className="stack" style={{ gap: 6, padding: "6px 0 6px 16px" }}>
              <Checkbox
                checked={some.length === kinds.length}
                indeterminate={some.length > 0 && some.length < kinds.length}
                label={`${t("webhooks.all")}: ${word(group)}`}
                onChange={(event) => onChange(ticked(chosen, kinds, event.currentTarget.checked))}
              />
              {kinds.map((kind) => (
                <Checkbox
                  checked={chosen.includes(kind)}
                  key={kind}
                  label={<span lang="en">{kind}</span>}
                  onChange={(event) => onChange(ticked(chosen, [kind], event.currentTarget.checked))}
                />
              ))}
            </div>
          </details>
        );
      })}
    </fieldset>
  );
}
