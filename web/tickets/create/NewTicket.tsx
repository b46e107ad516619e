/**
 * A ticket made by hand (TKT-25, TKT-26). What was written stays until it is made, also when the dialog is closed and other
 * pages are looked at; it goes with the window, and with who is signed in.
 */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { lazy } from "@/shared/ui/later";
import { useUnsaved } from "@/shared/ui/unsaved";
import { begun, type Draft, NOTHING } from "./draft";
import type { Made } from "./Left";

const Making = lazy(() => import("./Making"));
const KEY = ["a ticket that is not made yet"];

function useDraft() {
  const cache = useQueryClient();
  const [draft, setDraft] = useState(() => cache.getQueryData<Draft>(KEY) ?? NOTHING);
  const put = (change: (before: Draft) => Draft): void => {
    const next = change(cache.getQueryData<Draft>(KEY) ?? NOTHING);
    cache.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY, structuralSharing: false });
    cache.setQueryData(KEY, next);
    setDraft(next);
  };
  return [draft, put] as const;
}

export function NewTicket() {
  const { t } = useTranslation("tickets");
  const [draft, put] = useDraft();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const release = useUnsaved(open && (begun(draft) || made !== null));
  const done = (): void => {
    release();
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md">
        {t("list.create")}
      </Button>
      <Dialog onClose={() => setOpen(false)} opened={open} size={560} title={t("create.title")}>
        <Suspense>
          <Making draft={draft} made={made} onChange={put} onDone={done} setMade={setMade} />
        </Suspense>
      </Dialog>
    </>
  );
}
