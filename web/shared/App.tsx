/** Who is here decides what is shown: sign-in, or the frame with the pages of the person's roles. */
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { lazy } from "@/shared/ui/later";
import { Frame } from "./frame/Frame";
import { languageFor, setLanguage } from "./i18n";
import { LiveRoom } from "./live/LiveRoom";
import { PhoneRoom } from "./phone/PhoneRoom";
import { useMeQuery } from "./queries";
import { Empty } from "./ui/Empty";
import { Notices } from "./ui/Notices";
import { useWayOut } from "./ui/unsaved";

const SignIn = lazy(() => import("./frame/SignIn"));
const PasswordPage = lazy(() => import("./mine/PasswordPage"));

export function App() {
  const { pathname } = useLocation();
  useWayOut();
  if (pathname !== "/password") return <Desk />;
  return (
    <Suspense>
      <PasswordPage />
    </Suspense>
  );
}

function Desk() {
  const { data: me, isPending, isError } = useMeQuery();
  const account = me?.language;
  useEffect(() => {
    if (account !== undefined) void setLanguage(languageFor(account));
  }, [account]);
  return (
    <>
      {isError && me === undefined && <Unreachable />}
      {!isPending && me === null && (
        <Suspense>
          <SignIn />
        </Suspense>
      )}
      {me && (
        <LiveRoom>
          <PhoneRoom has={me.phone}>
            <Frame me={me} />
          </PhoneRoom>
        </LiveRoom>
      )}
      <Notices />
    </>
  );
}

function Unreachable() {
  const { t } = useTranslation();
  const { refetch } = useMeQuery();
  useEffect(() => {
    const timer = window.setInterval(() => void refetch(), 3000);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <main className="sign">
      <Empty hint={t("link.offline")} title={t("app")} />
    </main>
  );
}
