/** Microphone, speakers, level and a test call to oneself. */
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { LaterDialog } from "@/shared/ui/LaterDialog";
import { lazy } from "@/shared/ui/later";

const SoundChecks = lazy(() => import("./SoundChecks"));

export function SoundCheck({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <LaterDialog onClose={onClose} opened={opened} title={t("sound.title")}>
      <Suspense>
        <SoundChecks />
      </Suspense>
    </LaterDialog>
  );
}
