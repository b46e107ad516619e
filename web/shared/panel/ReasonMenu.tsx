/** The reasons of break or work that the service has. */
import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { StateMark } from "@/shared/ui/StateMark";
import { useReasonName } from "@/shared/words/names";
import type { ReasonView } from "@/src/generated/api";
import { useCti } from "./useCti";

interface Props {
  state: "break" | "work";
  reasons: readonly ReasonView[];
  disabled: boolean;
}

export default function ReasonMenu({ state, reasons, disabled }: Props) {
  const { t } = useTranslation();
  const me = useLive((live) => live.me);
  const nameOf = useReasonName();
  const cti = useCti();
  if (reasons.length < 2) return null;
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 80 }} width={200} withinPortal>
      <Menu.Target>
        <Button
          color="gray"
          disabled={disabled}
          c="var(--soft)"
          flex={1}
          px={6}
          rightSection={<Icon name="chevron" size={14} />}
          size="compact-sm"
          variant="subtle"
          fw={400}
        >
          {t(`phone.${state}Reasons`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reasons.map(({ id }) => (
          <Menu.Item
            aria-current={me?.state === state && me.reason === id}
            key={id}
            leftSection={<StateMark size={12} state={state} />}
            onClick={() => cti.choose({ state, reason: id })}
            rightSection={me?.state === state && me.reason === id && <Icon name="check" size={16} />}
          >
            {nameOf(id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
