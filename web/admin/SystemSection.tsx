/** What runs here, and whether all of it works. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

interface Health {
  version: string;
  parts: Record<string, string>;
}

/** A part that does not work is an answer too (503), so the body counts, not the status. */
async function health(): Promise<Health> {
  const answer = await fetch("/api/health");
  return (await answer.json()) as Health;
}

export default function SystemSection() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["health"], queryFn: health, refetchInterval: 10_000 });
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
