/** A ticket made by hand (TKT-25, TKT-26). What was written stays when the dialog is closed without making it. */
import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { lazy } from "@/shared/ui/later";
import { NOTHING } from "./draft";
import type { Made } from "./Left";

const Making = lazy(() => import("./Making"));

export function NewTicket() {
  const { t } = useTranslation("tickets");
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NOTHING);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md">
        {t("list.create")}
      </Button>
      <Dialog onClose={() => setOpen(false)} opened={open} size={560} title={t("create.title")}>
        <Suspense>
          <Making draft={draft} made={made} onChange={setDraft} onDone={() => setOpen(false)} setMade={setMade} />
        </Suspense>
      </Dialog>
    </>
  );
}
