/** Settings: the list of sections at the side, by subject, the chosen one beside it. A small screen chooses from one box. */
import "./settings.css";
import { NativeSelect } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, NavLink, useNavigate, useParams } from "react-router";
import { Safe } from "@/shared/frame/Safe";
import { usePartTitle } from "@/shared/title";
import type { Me } from "@/src/generated/api";
import { type Part, partsOf, type Section } from "./sections";

export default function SettingsPage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const parts = partsOf(me);
  const sections = parts.flatMap(([, some]) => some);
  const { section } = useParams();
  const chosen = sections.find(({ id }) => id === section);
  usePartTitle(chosen ? t(`settings.sections.${chosen.id}`) : "");
  if (!chosen) return <Navigate replace to={`/settings/${firstOf(me, sections)}`} />;
  return (
    <div className="settings">
      <List parts={parts} />
      <Box chosen={chosen.id} parts={parts} />
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

/** A house without services begins with making one. */
function firstOf(me: Me, sections: readonly Section[]): string {
  const makes = me.services.length === 0 && sections.some(({ id }) => id === "services");
  return makes ? "services" : (sections[0]?.id ?? "");
}

function List({ parts }: { parts: readonly Part[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("settings.label")} className="settings-list">
      {parts.map(([subject, some]) => (
        <div key={subject}>
          <p className="soft small">{t(`settings.groups.${subject}`)}</p>
          {some.map(({ id }) => (
            <NavLink key={id} to={`/settings/${id}`}>
              {t(`settings.sections.${id}`)}
            </NavLink>
          ))}
        </div>
      ))}
    </nav>
  );
}

function Box({ parts, chosen }: { parts: readonly Part[]; chosen: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const data = parts.map(([subject, some]) => ({
    group: t(`settings.groups.${subject}`),
    items: some.map(({ id }) => ({ value: id as string, label: t(`settings.sections.${id}`) })),
  }));
  return (
    <NativeSelect
      aria-label={t("settings.label")}
      className="settings-box"
      data={data}
      onChange={({ currentTarget: { value } }) => navigate(`/settings/${value}`)}
      value={chosen}
    />
  );
}
