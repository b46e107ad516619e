/** One frame for everybody: rail, header, page, phone. The phone is outside of the pages, so it never unmounts. */
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Route, Routes, useNavigate } from "react-router";
import { DeskPage } from "@/desk/DeskPage";
import { withWords } from "@/shared/i18n";
import { PhoneHome } from "@/shared/panel/PhoneHome";
import { useKeys } from "@/shared/ui/keys";
import { lazy } from "@/shared/ui/later";
import type { Me } from "@/src/generated/api";
import { GoToTicket } from "./GoToTicket";
import { Header } from "./Header";
import { IncidentNews } from "./IncidentNews";
import { KeySheet } from "./KeySheet";
import { LinkBar } from "./LinkBar";
import { Missing } from "./Missing";
import { Rail } from "./Rail";
import {
  answers,
  firstPage,
  hasRoutes,
  hasTicketFigures,
  hasTickets,
  keepsCustomers,
  readsRoutes,
  settles,
  watches,
} from "./roles";
import { Safe } from "./Safe";

const BoardPage = lazy(() => withWords(() => import("@/supervisor/BoardPage")));
const WhatIfPage = lazy(() => withWords(() => import("@/supervisor/whatIf/WhatIfPage")));
const FiguresPage = lazy(() => withWords(() => import("@/supervisor/figures/FiguresPage")));
const TicketFiguresPage = lazy(() => withWords(() => import("@/supervisor/ticketFigures/TicketFiguresPage")));
const SettingsPage = lazy(() => withWords(() => import("@/admin/SettingsPage")));
const RoutesPage = lazy(() => withWords(() => import("@/designer/list/RoutesPage")));
const EditorPage = lazy(() => withWords(() => import("@/designer/editor/EditorPage")));
const PromptsPage = lazy(() => withWords(() => import("@/designer/prompts/PromptsPage")));
const StepsPage = lazy(() => withWords(() => import("@/contact/StepsPage")));
const MinePage = lazy(() => withWords(() => import("@/shared/mine/MinePage")));
const CustomersPage = lazy(() => withWords(() => import("@/customers/CustomersPage")));
const CustomerPage = lazy(() => withWords(() => import("@/customers/CustomerPage")));
const TicketsPage = lazy(() => withWords(() => import("@/tickets/TicketsPage")));
const CallbacksPage = lazy(() => withWords(() => import("@/callbacks/CallbacksPage")));
const PerformancePage = lazy(() => withWords(() => import("@/performance/PerformancePage")));

export function Frame({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [sheet, setSheet] = useState(false);
  useKeys({
    "?": () => setSheet(true),
    1: answers(me) ? () => navigate("/desk") : undefined,
    2: watches(me) ? () => navigate("/board") : undefined,
    3: hasRoutes(me) ? () => navigate("/routes") : undefined,
  });
  return (
    <div className="frame" data-phone={me.phone ? "yes" : "no"}>
      <a className="skip" href="#main">
        {t("nav.skip")}
      </a>
      <Rail me={me} />
      <Header me={me} onKeys={() => setSheet(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <Safe>
          <Suspense>
            <Routes>
              <Route element={<Navigate replace to={firstPage(me)} />} path="/" />
              <Route element={<DeskPage />} path="/desk" />
              <Route element={<DeskPage />} path="/desk/tickets/:ticket" />
              {hasTickets(me) && <Route element={<TicketsPage />} path="/tickets/:ticket?" />}
              <Route element={<CallbacksPage />} path="/callbacks/:view?" />
              {keepsCustomers(me) && <Route element={<CustomersPage />} path="/customers" />}
              <Route element={<CustomerPage />} path="/customers/:customer" />
              <Route element={<StepsPage />} path="/calls/:call" />
              {watches(me) && (
                <>
                  <Route element={<BoardPage />} path="/board" />
                  <Route element={<FiguresPage />} path="/figures" />
                  <Route element={<WhatIfPage />} path="/figures/what-if" />
                </>
              )}
              {hasTicketFigures(me) && <Route element={<TicketFiguresPage />} path="/figures/tickets" />}
              {hasRoutes(me) && <Route element={<RoutesPage />} path="/routes" />}
              {readsRoutes(me) && (
                <>
                  <Route element={<EditorPage />} path="/routes/:name" />
                  <Route element={<PromptsPage />} path="/prompts/:name?" />
                </>
              )}
              {settles(me) && <Route element={<SettingsPage me={me} />} path="/settings/:section?" />}
              <Route element={<MinePage />} path="/me" />
              <Route element={<PerformancePage />} path="/performance" />
              <Route element={<Missing home={firstPage(me)} />} path="*" />
            </Routes>
          </Suspense>
        </Safe>
      </main>
      <LinkBar />
      {me.phone && <PhoneHome />}
      {me.phone && <GoToTicket />}
      {watches(me) && <IncidentNews />}
      <KeySheet onClose={() => setSheet(false)} opened={sheet} />
    </div>
  );
}
