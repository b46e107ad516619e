/** What stands in place of an empty list of tickets: why it is empty, and what can be done about it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";

interface Props {
  pending: boolean;
  failed: boolean;
  filtered: boolean;
  onClear: () => void;
  onRetry: () => void;
}

export function NoTickets({ pending, failed, filtered, onClear, onRetry }: Props) {
  const { t } = useTranslation();
  const demo = useMe()?.demo;
  if (pending) return null;
  if (failed)
    return (
      <Empty title={t("desk.failed")}>
        <Button onClick={onRetry} size="compact-md" variant="default">
          {t("desk.retry")}
        </Button>
      </Empty>
    );
  if (filtered)
    return (
      <Empty hint={t("desk.noMatchHint")} title={t("desk.noMatch")}>
        <Button onClick={onClear} size="compact-md" variant="default">
          {t("desk.clear")}
        </Button>
      </Empty>
    );
  return <Empty hint={t(demo ? "desk.noTicketsHint" : "desk.noTicketsLive")} title={t("desk.noTickets")} />;
}
