/** What runs here, and whether all of it works. */
import { useTranslation } from "react-i18next";
import { useParts } from "@/shared/health";

export default function SystemSection() {
  const { t } = useTranslation();
  const { data } = useParts();
  if (!data) return null;
  return (
    <div className="card">
      <table className="sheet">
        <thead>
          <tr>
            <th>{t("settings.part")}</th>
            <th>{t("settings.state")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(data.parts).map(([part, state]) => (
            <tr key={part}>
              <td>{part}</td>
              <td>{state === "ok" ? t("settings.works") : state}</td>
            </tr>
          ))}
          <tr>
            <td>{t("settings.version")}</td>
            <td className="num">{data.version}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
