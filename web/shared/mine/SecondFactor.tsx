/** The second factor: set up with an app, its recovery codes, taken away. Each step wants the password again. */
import "@mantine/core/styles/Code.css";
import { Button, Code, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import { Dialog } from "@/shared/ui/Dialog";
import { Password } from "@/shared/ui/Password";
import { useMineChange } from "./useMineChange";

type Doing = "" | "set up" | "codes" | "remove";
interface Begun {
  secret: string;
  address: string;
}

export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing>("");
  const close = (): void => setDoing("");
  return (
    <section aria-labelledby="mine-second" className="card stack">
      <h2 id="mine-second">{t("mine.second")}</h2>
      <p className="soft">{t(on ? "mine.secondOn" : "mine.secondOff")}</p>
      <div className="row" style={{ flexWrap: "wrap" }}>
        {!on && <Button onClick={() => setDoing("set up")}>{t("mine.setUp")}</Button>}
        {on && (
          <>
            <Button onClick={() => setDoing("codes")} variant="default">
              {t("mine.newCodes")}
            </Button>
            <Button color="red" onClick={() => setDoing("remove")} variant="subtle">
              {t("mine.takeAway")}
            </Button>
          </>
        )}
      </div>
      <Dialog onClose={close} opened={doing === "set up"} title={t("mine.second")}>
        <SetUp onDone={close} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "codes"} title={t("mine.newCodes")}>
        <NewCodes onDone={close} />
      </Dialog>
      <Dialog onClose={close} opened={doing === "remove"} title={t("mine.takeAway")}>
        <Remove onDone={close} />
      </Dialog>
    </section>
  );
}

function SetUp({ onDone }: { onDone: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  if (codes.length > 0) return <Codes codes={codes} onDone={onDone} />;
  if (begun) return <Confirm begun={begun} onDone={setCodes} />;
  return <Prove<Begun> onDone={setBegun} path="/me/second-factor" />;
}

function NewCodes({ onDone }: { onDone: () => void }) {
  const [codes, setCodes] = useState<string[]>([]);
  if (codes.length > 0) return <Codes codes={codes} onDone={onDone} />;
  return <Prove<{ codes: string[] }> onDone={(told) => setCodes(told.codes)} path="/me/second-factor/codes" />;
}

function Remove({ onDone }: { onDone: () => void }) {
  return <Prove onDone={onDone} path="/me/second-factor/remove" />;
}

function Prove<Told>({ path, onDone }: { path: string; onDone: (told: Told) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const prove = useMineChange(() => request<Told>("POST", path, { password }), onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    prove.mutate(undefined);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Password
        autoComplete="current-password"
        data-autofocus
        label={t("mine.prove")}
        onChange={(event) => setPassword(event.currentTarget.value)}
        value={password}
        visibilityToggleButtonProps={{ "aria-hidden": true }}
      />
      <Button disabled={!password} loading={prove.isPending} type="submit">
        {t("mine.goOn")}
      </Button>
    </form>
  );
}

function Confirm({ begun, onDone }: { begun: Begun; onDone: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const confirm = useMineChange(
    () => request<{ codes: string[] }>("PUT", "/me/second-factor", { code }),
    (told) => onDone(told.codes),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate(undefined);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t("mine.scan")}</p>
      <div className="mine-picture">
        <QRCodeSVG aria-label={t("mine.picture")} role="img" size={180} value={begun.address} />
      </div>
      <div>
        <span className="soft">{t("mine.secret")}: </span>
        <Code style={{ overflowWrap: "anywhere" }}>{begun.secret}</Code>
      </div>
      <TextInput
        autoComplete="one-time-code"
        inputMode="numeric"
        label={t("mine.code")}
        onChange={(event) => setCode(event.currentTarget.value)}
        value={code}
      />
      <Button disabled={code.length < 6} loading={confirm.isPending} type="submit">
        {t("mine.confirm")}
      </Button>
    </form>
  );
}

function Codes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p>{t("mine.codesHint")}</p>
      <ul aria-label={t("mine.codes")} className="mine-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button onClick={onDone}>{t("mine.goOn")}</Button>
    </div>
  );
}
