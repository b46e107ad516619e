/** The two keys of a service's own system: one signs, one encrypts (CUS-18, SEC-04). */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { CustomerApiView } from "@/src/generated/api";
import { useCipher, useNewKey } from "./queries";

/** Made, and shown once. */
export function ApiKey({ api }: { api: CustomerApiView }) {
  const { t } = useTranslation();
  const making = useNewKey(api.service);
  const key = making.data?.key;
  return (
    <div className="stack">
      <Button
        loading={making.isPending}
        onClick={() => making.mutate()}
        style={{ alignSelf: "start" }}
        variant="default"
      >
        {t(api.key ? "customers.api.changeKey" : "customers.api.makeKey")}
      </Button>
      {key && <Shown keyText={key} label={t("customers.api.key")} />}
      {key && <p className="small soft">{t("customers.api.keyOnce")}</p>}
    </div>
  );
}

/** Shown when somebody asks for it, and changed after a question: the other side has to have the new one at once. */
export function CipherKey({ service }: { service: string }) {
  const { t } = useTranslation();
  const [key, setKey] = useState("");
  const [sure, ask] = useState(false);
  const show = useCipher(service, "/show", setKey);
  const change = useCipher(service, "", (made) => {
    setKey(made);
    ask(false);
    notice(t("customers.api.cipherMade"));
  });
  return (
    <div className="stack">
      <div className="row" style={{ flexWrap: "wrap" }}>
        {!key && (
          <Button loading={show.isPending} onClick={() => show.mutate()} variant="default">
            {t("customers.api.showCipher")}
          </Button>
        )}
        <Button color="red" onClick={() => ask(true)} variant="light">
          {t("customers.api.changeCipher")}
        </Button>
      </div>
      {key && <Shown keyText={key} label={t("customers.api.cipher")} />}
      <Dialog onClose={() => ask(false)} opened={sure} title={t("customers.api.changeCipherTitle")}>
        <div className="stack">
          <p>{t("customers.api.changeCipherHint")}</p>
          <Button color="red" loading={change.isPending} onClick={() => change.mutate()}>
            {t("customers.api.changeCipher")}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function Shown({ keyText, label }: { keyText: string; label: string }) {
  const { t } = useTranslation();
  const copy = (): void => void navigator.clipboard?.writeText(keyText).then(() => notice(t("customers.api.copied")));
  return (
    <div className="row" style={{ flexWrap: "wrap" }}>
      <TextInput aria-label={label} className="grow" miw={200} readOnly value={keyText} />
      <Button onClick={copy} variant="default">
        {t("customers.api.copy")}
      </Button>
    </div>
  );
}
