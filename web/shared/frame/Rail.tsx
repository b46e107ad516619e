/** The menu at the side: the pages that this person has. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useKeepings } from "@/shared/customers/queries";
import { Icon, type IconName, Mark } from "@/shared/ui/Icon";
import type { Me } from "@/src/generated/api";
import {
  answers,
  hasCallbacks,
  hasRoutes,
  hasTicketFigures,
  hasTickets,
  keepsCustomers,
  readsRoutes,
  settles,
  watches,
} from "./roles";

const KEPT = "cordboard.customers";

/** Are customers kept here? Until it is known, as it was last time in this browser, so that no link moves away. */
function useKept(asked: boolean): boolean {
  const { data } = useKeepings(asked);
  const kept = data ? data.kept.length > 0 : localStorage.getItem(KEPT) !== "no";
  useEffect(() => {
    if (data) localStorage.setItem(KEPT, kept ? "yes" : "no");
  }, [data, kept]);
  return kept;
}

export function Rail({ me }: { me: Me }) {
  const { t } = useTranslation();
  const kept = useKept(keepsCustomers(me));
  const pages: [string, IconName, string, boolean][] = [
    ["/desk", "desk", t("nav.desk"), answers(me)],
    ["/tickets", "tickets", t("nav.tickets"), hasTickets(me)],
    ["/callbacks", "callbacks", t("nav.callbacks"), hasCallbacks(me)],
    ["/customers", "person", t("nav.customers"), keepsCustomers(me) && kept],
    ["/board", "board", t("nav.board"), watches(me)],
    [watches(me) ? "/figures" : "/figures/tickets", "figures", t("nav.figures"), watches(me) || hasTicketFigures(me)],
    ["/routes", "routes", t("nav.routes"), hasRoutes(me)],
    ["/prompts", "prompts", t("nav.prompts"), readsRoutes(me)],
    ["/settings", "settings", t("nav.settings"), settles(me)],
  ];
  return (
    <nav aria-label={t("nav.label")} className="rail">
      <span className="rail-mark">
        <Mark />
      </span>
      {pages
        .filter(([, , , shown]) => shown)
        .map(([to, icon, label]) => (
          <NavLink key={to} to={to}>
            <Icon name={icon} />
            {label}
          </NavLink>
        ))}
    </nav>
  );
}
