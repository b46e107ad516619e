/** The way to call somebody: the button, its form, and what came of the last call that nobody answered. */
import { Button } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { lazy } from "@/shared/ui/later";
import { dials, mayDial } from "./choices";
import { DialResult } from "./DialResult";
import { closeDial, openDial, useDialForm } from "./dialForm";

const DialForm = lazy(() => import("./DialForm"));

export function Dialling() {
  const { t } = useTranslation();
  const me = useLive((live) => live.me);
  const filled = useDialForm();
  const free = dials(me);
  const open = mayDial(me) ? () => openDial() : undefined;
  useKeys({ c: open });
  return (
    <>
      <DialResult free={free} />
      {free && (
        <Button
          disabled={!open}
          fullWidth
          leftSection={<Icon name="phone" size={16} />}
          onClick={open}
          style={{ flex: "none" }}
          variant="default"
        >
          {t("dial.open")}
        </Button>
      )}
      {filled && free && (
        <Suspense>
          <DialForm filled={filled} key={`${filled.callback}:${filled.to}`} onClose={closeDial} />
        </Suspense>
      )}
    </>
  );
}
