/** An org admin removes a number that was mistyped, after a question. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeNumber, useChange } from "@/designer/api";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { phoneNumber } from "@/shared/words/format";
import { useSay } from "@/shared/words/say";

export function RemoveNumber({ number }: { number: string }) {
  const { t } = useTranslation("designer");
  const say = useSay();
  const [asking, ask] = useState(false);
  const shown = phoneNumber(number);
  const remove = useChange(() => removeNumber(number));
  const onSuccess = (): void => {
    ask(false);
    notice(t("routes.numberRemoved", { number: shown }));
  };
  return (
    <>
      <Button
        aria-label={`${t("routes.removeNumber")}: ${shown}`}
        color="red"
        onClick={() => ask(true)}
        variant="subtle"
      >
        {t("routes.removeNumber")}
      </Button>
      <Dialog onClose={() => ask(false)} opened={asking} title={t("routes.removeNumberTitle", { number: shown })}>
        <div className="stack">
          <p>{t("routes.removeNumberHint")}</p>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onError: say, onSuccess })}
          >
            {t("routes.removeNumber")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
