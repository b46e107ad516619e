/** What runs here, and whether all of it works. */
import { useTranslation } from "react-i18next";
import { useParts } from "@/shared/health";
import { Sheet } from "@/shared/ui/Sheet";
import { useNames } from "./status/words";

export default function SystemSection() {
  const { t } = useTranslation();
  const name = useNames();
  const { data } = useParts();
  if (!data) return null;
  return (
    <Sheet heads={[t("settings.part"), t("settings.state")]}>
      {Object.entries(data.parts).map(([part, state]) => (
        <tr key={part}>
          <td>{name(part)}</td>
          <td>{state === "ok" ? t("settings.works") : state}</td>
        </tr>
      ))}
      <tr>
        <td>{t("settings.version")}</td>
        <td className="num">{data.version}</td>
      </tr>
    </Sheet>
  );
}
