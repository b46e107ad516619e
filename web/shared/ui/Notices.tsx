/** Short messages at the edge of the page; `notices.ts` has what they say. */
import { ActionIcon, Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import { dismiss, getNotices, subscribeNotices } from "./notices";

export function Notices() {
  const { t } = useTranslation();
  const notices = useSyncExternalStore(subscribeNotices, getNotices);
  return (
    <div aria-live="polite" className="notices">
      {notices.map(({ id, text, tone, action }) => (
        <div className="notice" data-tone={tone} key={id}>
          {tone === "error" && <Icon name="alert" size={18} />}
          <span className="grow">{text}</span>
          {action && (
            <Button c="inherit" color="gray" onClick={action.run} size="compact-sm" variant="transparent">
              {action.label}
            </Button>
          )}
          <ActionIcon
            aria-label={t("keys.close")}
            c="inherit"
            onClick={() => dismiss(id)}
            size="sm"
            variant="transparent"
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
