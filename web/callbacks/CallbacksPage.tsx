/** Callbacks in four views (CB-02); who assigns none has the list alone (ORG-26). */
import "./words";
import "@/desk/desk.css";
import "./callbacks.css";
import { useTranslation } from "react-i18next";
import { Navigate, NavLink, useParams } from "react-router";
import { assignsCallbacks, hasCallbacks } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { AssignView } from "./AssignView";
import { ListView } from "./ListView";
import { StatusView } from "./StatusView";
import { UnassignView } from "./UnassignView";
import { SPACE } from "./words";

const VIEWS = { list: ListView, assign: AssignView, unassign: UnassignView, status: StatusView } as const;
type View = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as View[];

export default function CallbacksPage() {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const { view } = useParams();
  const mine = me && assignsCallbacks(me) ? NAMES : NAMES.slice(0, 1);
  if (me && !hasCallbacks(me)) return <Navigate replace to="/" />;
  const chosen = mine.find((name) => name === (view ?? "list"));
  if (!chosen) return <Navigate replace to="/callbacks" />;
  const Shown = VIEWS[chosen];
  return (
    <div className="cb-page">
      {mine.length > 1 && (
        <nav aria-label={t("tabsLabel")} className="cb-tabs">
          {mine.map((name) => (
            <NavLink end key={name} to={name === "list" ? "/callbacks" : `/callbacks/${name}`}>
              {t(`tabs.${name}`)}
            </NavLink>
          ))}
        </nav>
      )}
      <Shown />
    </div>
  );
}
