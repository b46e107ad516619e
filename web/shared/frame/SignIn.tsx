/** Signing in: login, password, the code of the second factor where one is asked for. */
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { OFFLINE, Problem, request } from "@/shared/net/http";
import { takeMe, useHealth, wasEnded } from "@/shared/queries";
import { Mark } from "@/shared/ui/Icon";
import type { Me } from "@/src/generated/api";
import { DemoAccounts } from "./DemoAccounts";
import { Single } from "./Single";

export default function SignIn() {
  const { t } = useTranslation();
  const demo = useHealth().data?.demo === true;
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState(() => (wasEnded() ? t("signIn.ended") : ""));
  const [busy, setBusy] = useState(false);
  /** A code belongs to one account. */
  const change = (account: string): void => {
    setLogin(account);
    setAsked(false);
    setCode("");
  };
  const explain = (error: unknown): string => {
    if (!(error instanceof Problem)) throw error;
    if (error.status === OFFLINE) return t("link.offline");
    if (error.status === 429) return t("signIn.slowed", { seconds: error.retryAfter });
    if (error.code === "code_needed" || error.code === "code_wrong") {
      setAsked(true);
      setCode("");
      return error.code === "code_needed" ? "" : t("panel.refused.code_wrong");
    }
    return error.status === 401 ? t("signIn.failed") : error.detail;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    request<Me>("POST", "/session", { login, password, code })
      .then(takeMe, (error: unknown) => setFailure(explain(error)))
      .finally(() => setBusy(false));
  };
  return (
    <main className="sign">
      <div className="sign-box">
        <div className="row" style={{ gap: 12 }}>
          <Mark size={40} />
          <div>
            <h1 style={{ fontSize: 20, lineHeight: 1.2 }}>{t("app")}</h1>
            <div className="soft">{t("signIn.lead")}</div>
          </div>
        </div>
        <form aria-label={t("signIn.title")} className="card sign-form" onSubmit={submit}>
          <TextInput
            autoComplete="username"
            autoFocus
            label={t("signIn.login")}
            name="login"
            onChange={(event) => change(event.currentTarget.value)}
            value={login}
          />
          <PasswordInput
            autoComplete="current-password"
            label={t("signIn.password")}
            name="password"
            onChange={(event) => setPassword(event.currentTarget.value)}
            value={password}
            visibilityToggleButtonProps={{ "aria-hidden": true }}
          />
          {asked && (
            <TextInput
              autoComplete="one-time-code"
              autoFocus
              description={t("mine.codeHint")}
              label={t("mine.codeLabel")}
              onChange={(event) => setCode(event.currentTarget.value)}
              value={code}
            />
          )}
          <div aria-live="assertive" style={{ minHeight: 20, color: "var(--red)", fontSize: 13 }}>
            {failure}
          </div>
          <Button loading={busy} size="md" type="submit">
            {t("signIn.button")}
          </Button>
          <Single onWrong={setFailure} />
          <Forgotten login={login} />
        </form>
        {demo && (
          <DemoAccounts
            onPick={(account, word) => {
              change(account);
              setPassword(word);
              setFailure("");
            }}
          />
        )}
      </div>
    </main>
  );
}

/** A mail with a link, for who has forgotten the password or never had one. */
function Forgotten({ login }: { login: string }) {
  const { t } = useTranslation();
  const [told, setTold] = useState("");
  const send = (): void => {
    request("POST", "/password/forgotten", { login }).then(
      () => setTold(t("mine.forgottenHint")),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setTold(error.status === 429 ? t("signIn.slowed", { seconds: error.retryAfter }) : error.detail);
      },
    );
  };
  return (
    <div className="stack" style={{ gap: 4 }}>
      <Button disabled={!login} onClick={send} size="compact-sm" style={{ alignSelf: "start" }} variant="subtle">
        {t("mine.forgotten")}
      </Button>
      <div className="soft small" role="status">
        {told}
      </div>
    </div>
  );
}
