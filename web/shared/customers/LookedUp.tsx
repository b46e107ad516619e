/** What the service's own system tells of a customer; it comes when it comes, and moves nothing that was there. */
import "./customers.css";
import { useTranslation } from "react-i18next";
import type { LookedUp as Told } from "@/src/generated/api";
import { useLookedUp } from "./queries";

/** of: where to ask, such as `/customers/7` or `/calls/c1`. */
export default function LookedUp({ of }: { of: string }) {
  const { data } = useLookedUp(of);
  return data && data.outcome !== "none" ? <LookedUpValues told={data} /> : null;
}

export function LookedUpValues({ told }: { told: Told }) {
  const { t } = useTranslation();
  const values = Object.entries(told.values);
  return (
    <section aria-label={t("customers.api.from", { name: told.name })} className="customer-looked stack">
      <h3 className="small soft">{t("customers.api.from", { name: told.name })}</h3>
      {told.outcome === "failed" && <p className="small">{t("customers.api.failed")}</p>}
      {told.outcome === "missing" && <p className="small">{t("customers.api.missing")}</p>}
      <dl className="customer-facts small">
        {values.map(([label, value]) => (
          <div key={label}>
            <dt className="soft">{label}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {told.why && (
        <p className="small" lang="en">
          {told.why}
        </p>
      )}
    </section>
  );
}
