/** Which phone one works at, and the dialog in which another one is chosen; not in a call. */
import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { LaterDialog } from "@/shared/ui/LaterDialog";
import { lazy } from "@/shared/ui/later";

const PhoneKinds = lazy(() => import("./PhoneKinds"));

export function PhoneChoice() {
  const { t } = useTranslation();
  const me = useLive((live) => live.me);
  const id = useMe()?.cti_id;
  const [open, setOpen] = useState(false);
  if (!me) return null;
  const busy = me.state === "dialling" || me.state === "offered" || me.state === "talking";
  return (
    <>
      <div className="line">
        <span className="grow cut">
          {t(`phones.kind.${me.phone_kind}`)}
          {me.seat && <span className="soft"> · {me.seat}</span>}
          {id && <span className="soft"> · {t("phones.ctiId", { id })}</span>}
        </span>
        <Button disabled={busy} onClick={() => setOpen(true)} size="compact-sm" variant="subtle">
          {t("phones.change")}
        </Button>
      </div>
      <LaterDialog onClose={() => setOpen(false)} opened={open} title={t("phones.title")}>
        <Suspense>
          <PhoneKinds onDone={() => setOpen(false)} />
        </Suspense>
      </LaterDialog>
    </>
  );
}
