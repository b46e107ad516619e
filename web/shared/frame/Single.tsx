/** The way in by the organisation's own provider, where there is one; and what went wrong on the way back. */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { single } from "@/shared/i18n/areas/single/en";
import { request } from "@/shared/net/http";

type Wrong = keyof typeof single.wrong;
const MARK = "sign-on";

/** What the address tells of a way back that failed; it is taken out of the address. */
function takeWrong(): string {
  const address = new URL(window.location.href);
  const told = address.searchParams.get(MARK) ?? "";
  if (told) {
    address.searchParams.delete(MARK);
    window.history.replaceState(null, "", address);
  }
  return told;
}

export function Single({ onWrong }: { onWrong: (text: string) => void }) {
  const { t, i18n } = useTranslation();
  const [name, setName] = useState("");
  useEffect(() => {
    const wrong = takeWrong();
    if (wrong) onWrong(t(`single.wrong.${(i18n.exists(`single.wrong.${wrong}`) ? wrong : "failed") as Wrong}`));
  }, [onWrong, t, i18n]);
  useEffect(() => {
    request<{ name: string }>("GET", "/session/single").then(
      (told) => setName(told.name),
      () => setName(""),
    );
  }, []);
  if (!name) return null;
  return (
    <Button component="a" href="/api/session/single/begin" size="md" variant="default">
      {t("single.button", { name })}
    </Button>
  );
}
