/** The page of the link in a mail: a password is chosen. The token stands behind the #, so no server log has it. */
import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem, request } from "@/shared/net/http";
import { Password } from "@/shared/ui/Password";

export default function PasswordPage() {
  const { t } = useTranslation();
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState("");
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    request("POST", "/password", { token, password }).then(
      () => setDone(true),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        const key = `panel.refused.${error.code}` as "panel.refused.link_used";
        setFailure(error.code ? t(key, { defaultValue: error.detail }) : error.detail || t("link.offline"));
      },
    );
  };
  return (
    <main className="sign">
      <div className="sign-box">
        <h1 style={{ fontSize: 20 }}>{t("mine.choose")}</h1>
        {done ? (
          <div className="card sign-form">
            <p role="status">{t("mine.chosen")}</p>
            <Button component="a" href="/">
              {t("mine.toSignIn")}
            </Button>
          </div>
        ) : (
          <form aria-label={t("mine.choose")} className="card sign-form" onSubmit={submit}>
            <Password
              autoComplete="new-password"
              autoFocus
              description={t("mine.newHint")}
              label={t("mine.new")}
              onChange={(event) => setPassword(event.currentTarget.value)}
              value={password}
              visibilityToggleButtonProps={{ "aria-hidden": true }}
            />
            <div aria-live="assertive" style={{ minHeight: 20, color: "var(--red)", fontSize: 13 }}>
              {failure}
            </div>
            <Button disabled={!password} type="submit">
              {t("mine.save")}
            </Button>
          </form>
        )}
      </div>
    </main>
  );
}
