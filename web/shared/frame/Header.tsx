/** Where am I, who is on duty, and the account. */
import { Button } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useLive } from "@/shared/live/context";
import type { LiveState } from "@/shared/live/reducer";
import { useDemoCall } from "@/shared/queries";
import { usePageTitle } from "@/shared/title";
import { Icon } from "@/shared/ui/Icon";
import { lazy } from "@/shared/ui/later";
import type { Me } from "@/src/generated/api";
import { AccountButton } from "./AccountButton";

const AccountMenu = lazy(() => import("./AccountMenu"));

const onDuty = ({ agents }: LiveState): number => Object.values(agents).filter(({ state }) => state !== "off").length;
const ready = ({ agents }: LiveState): number => Object.values(agents).filter(({ state }) => state === "ready").length;
const waiting = ({ queues }: LiveState): number => Object.values(queues).reduce((sum, queue) => sum + queue.waiting, 0);

const PAGES = [
  "desk",
  "tickets",
  "board",
  "figures",
  "callbacks",
  "customers",
  "routes",
  "prompts",
  "settings",
] as const;

export function Header({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const demo = useDemoCall();
  const [, first = ""] = pathname.split("/");
  const page = PAGES.find((name) => name === first);
  const own: Record<string, string> = { "/me": t("mine.title"), "/performance": t("callbacks.performance") };
  const title = own[pathname] ?? (first === "calls" ? t("header.call") : page ? t(`nav.${page}`) : t("app"));
  usePageTitle(title);
  return (
    <header className="head">
      <h1>{title}</h1>
      <div className="head-figures">
        <Figure label={t("header.waiting")} select={waiting} />
        <Figure label={t("header.ready")} select={ready} />
        <Figure label={t("header.onDuty")} select={onDuty} />
      </div>
      {me.demo && (
        <Button
          aria-label={t("header.ring")}
          leftSection={<Icon name="ring" size={18} />}
          loading={demo.isPending}
          onClick={() => demo.mutate()}
          size="compact-md"
          title={t("header.ring")}
          fw={500}
          variant="default"
        >
          <span className="demo-word">{t("header.ring")}</span>
        </Button>
      )}
      <Suspense fallback={<AccountButton name={me.name} />}>
        <AccountMenu me={me} onKeys={onKeys} />
      </Suspense>
    </header>
  );
}

function Figure({ label, select }: { label: string; select: (state: LiveState) => number }) {
  return (
    <span>
      {label} <b>{useLive(select)}</b>
    </span>
  );
}
