/** Settings: the list of sections at the side, the chosen one beside it. */
import "./settings.css";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, NavLink, useParams } from "react-router";
import { Safe } from "@/shared/frame/Safe";
import type { Me } from "@/src/generated/api";
import { sectionsOf } from "./sections";

export default function SettingsPage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const sections = sectionsOf(me);
  const { section } = useParams();
  const chosen = sections.find(({ id }) => id === section);
  if (!chosen) return <Navigate replace to={`/settings/${sections[0]?.id ?? ""}`} />;
  return (
    <div className="settings">
      <nav aria-label={t("settings.label")} className="settings-list">
        {sections.map(({ id }) => (
          <NavLink key={id} to={`/settings/${id}`}>
            {t(`settings.sections.${id}`)}
          </NavLink>
        ))}
      </nav>
      <section aria-labelledby="settings-title" className="settings-body">
        <h2 id="settings-title">{t(`settings.sections.${chosen.id}`)}</h2>
        <Safe key={chosen.id}>
          <Suspense>
            <chosen.Page />
          </Suspense>
        </Safe>
      </section>
    </div>
  );
}
