/** Who was erased: when, by whom or by which rule, what went and what still waits. */
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { ErasureView } from "@/src/generated/api";
import { useErasures } from "./queries";

const COLUMNS = ["at", "by", "why", "what", "waits"] as const;

export function ErasuresCard() {
  const { t } = useTranslation();
  const { data } = useErasures();
  if (!data) return null;
  return (
    <section className="stack">
      <h3>{t("customers.erasures.title")}</h3>
      {data.items.length === 0 && <p className="soft">{t("customers.erasures.none")}</p>}
      {data.items.length > 0 && (
        <Sheet heads={[t("customers.number"), ...COLUMNS.map((key) => t(`customers.erasures.${key}`))]}>
          {data.items.map((each) => (
            <Row each={each} key={each.id} />
          ))}
        </Sheet>
      )}
    </section>
  );
}

function Row({ each }: { each: ErasureView }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  return (
    <tr>
      <td className="num">{each.number}</td>
      <td className="num">{moment(each.at, serverNow(), i18n.language)}</td>
      <td>{each.by ? names.agent(each.by) : t("customers.erasures.rule")}</td>
      <td>{t(`customers.erasures.whys.${each.why === "retention" ? "retention" : "request"}`)}</td>
      <td>{t("customers.erasures.done", { ...each.done })}</td>
      <td className="num">{each.waits || "–"}</td>
    </tr>
  );
}
