import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useKeepings } from "@/shared/customers/queries";
import { Icon, type IconName, Mark } from "@/shared/ui/Icon";
import type { Me } from "@/src/generated/api";
import { answers, hasCallbacks, hasTickets, keepsCustomers, readsRoutes, settles, watches } from "./roles";

export function Rail({ me }: { me: Me }) {
  const { t } = useTranslation();
  const kept = (useKeepings(keepsCustomers(me)).data?.kept.length ?? 0) > 0;
  const pages: [string, IconName, string, boolean][] = [
    ["/desk", "desk", t("nav.desk"), answers(me)],
    ["/tickets", "tickets", t("nav.tickets"), hasTickets(me)],
    ["/callbacks", "callbacks", t("nav.callbacks"), hasCallbacks(me)],
    ["/customers", "person", t("nav.customers"), keepsCustomers(me) && kept],
    ["/board", "board", t("nav.board"), watches(me)],
    ["/figures", "figures", t("nav.figures"), watches(me)],
    ["/routes", "routes", t("nav.routes"), readsRoutes(me)],
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
