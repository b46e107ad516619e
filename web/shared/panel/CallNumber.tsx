/** Click-to-call: a button beside a number anywhere on a page. It opens the form; nobody is called by one wrong click. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { phoneNumber } from "@/shared/words/format";
import { mayDial } from "./choices";
import { openDial } from "./dialForm";

interface Props {
  number: string;
  ticket?: number;
  service?: string;
}

export function CallNumber({ number, ticket = 0, service = "" }: Props) {
  const { t } = useTranslation();
  const phone = useMe()?.phone ?? false;
  const free = mayDial(useLive((live) => live.me));
  if (!phone || !number) return null;
  const label = t("dial.callThis", { number: phoneNumber(number) });
  return (
    <ActionIcon
      aria-label={label}
      color="gray"
      disabled={!free}
      onClick={() => openDial({ to: number, ticket, service })}
      title={label}
      variant="subtle"
    >
      <Icon name="phone" size={18} />
    </ActionIcon>
  );
}
