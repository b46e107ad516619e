/** In the phone: what came of the callback that was just called, in one click; or when to try again. */
import "./words";
import "./callbacks.css";
import { ActionIcon, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import type { Page } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { phoneNumber } from "@/shared/words/format";
import { CallbackResults, type CallbackView } from "@/src/generated/api";
import { useComplete } from "./queries";
import { Time } from "./RowActions";
import { SPACE } from "./words";

const READ = 500; // of one's own that are open: as many as can be assigned at once

interface Props {
  id: number;
  /** Somebody answered. */
  talked: boolean;
  /** It need not be asked any more. */
  onOver: () => void;
}

/** Nothing, once the callback is complete or somebody else's. */
export default function Outcome({ id, talked, onOver }: Props) {
  const { t } = useTranslation(SPACE);
  const [timing, setTiming] = useState(false);
  const { data } = useQuery({
    queryKey: ["callbacks", "mine", "called"],
    queryFn: () => request<Page<CallbackView>>("GET", `/callbacks?mine=true&state=unprocessed&limit=${READ}`),
  });
  const complete = useComplete(() => {
    notice(t("completed"));
    onOver();
  });
  const item = data?.items.find((one) => one.id === id);
  if (!item) return null;
  return (
    <section aria-label={t("outcomeOf", { number: phoneNumber(item.caller) })} className="call">
      <div className="row between">
        <strong>{t("outcomeOf", { number: phoneNumber(item.caller) })}</strong>
        <ActionIcon
          aria-label={t("outcomeLater")}
          color="gray"
          onClick={onOver}
          size="sm"
          title={t("outcomeLater")}
          variant="subtle"
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
      <div className="cb-outcomes">
        {CallbackResults.map((result) => (
          <Button
            key={result}
            loading={complete.isPending && complete.variables.result === result}
            disabled={complete.isPending}
            onClick={() => complete.mutate({ id, result, note: "" })}
            size="compact-md"
            variant={result === (talked ? "reached" : "not reached") ? "filled" : "default"}
          >
            {t(`results.${result}`)}
          </Button>
        ))}
        <Button
          leftSection={<Icon name="clock" size={16} />}
          onClick={() => setTiming(true)}
          size="compact-md"
          variant="default"
        >
          {t("outcomeAgain")}
        </Button>
      </div>
      {timing && <Time item={item} onClose={() => setTiming(false)} onTimed={onOver} />}
    </section>
  );
}
