/** The warnings before a dismissal: which was heard, which comes next. The caller hears it, the agent hears nothing. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWarn, useWithdraw } from "@/shared/conduct/queries";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useKeys } from "@/shared/ui/keys";
import { short } from "@/shared/words/format";
import type { CallView, Step } from "@/src/generated/api";

export function WarnCaller({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const warn = useWarn(call.id);
  const withdraw = useWithdraw(call.id);
  const warnings = call.warnings;
  const next = warnings?.next ?? "termination";
  const free = call.state === "talking" && !warnings?.saying && !call.consult && next !== "termination";
  const give = (): void => {
    if (free && !warn.isPending) warn.mutate({ step: next, reason: "abuse" });
  };
  useKeys({ v: free ? give : undefined });
  if (!warnings) return null;
  const last = (warnings.saying || warnings.heard.at(-1)) as Step | undefined;
  if (next === "termination" && !last) return null;
  return (
    <section aria-label={t("conduct.warnings")} className="stack" style={{ gap: 6 }}>
      <div className="row">
        <Button
          c="var(--amber)"
          disabled={!free}
          loading={warn.isPending}
          onClick={give}
          size="compact-md"
          style={{ flex: 1, borderColor: "var(--amber)" }}
          variant="default"
        >
          {next === "termination" ? t("conduct.allGiven") : t(`conduct.give.${next}`)}
        </Button>
        <Button
          color="gray"
          disabled={!last || withdraw.isPending}
          onClick={() => last && withdraw.mutate(last)}
          size="compact-md"
          variant="default"
        >
          {t("conduct.withdraw")}
        </Button>
      </div>
      <p aria-live="polite" className="small" style={{ minHeight: 40 }}>
        {warnings.saying
          ? t("conduct.saying", { step: t(`conduct.steps.${warnings.saying as Step}`) })
          : t("conduct.heard", { count: warnings.heard.length })}
        {warnings.next_at > 0 && <Left next={next} until={warnings.next_at} />}
      </p>
    </section>
  );
}

function Left({ until, next }: { until: number; next: NonNullable<CallView["warnings"]>["next"] }) {
  const { t } = useTranslation();
  useSecond();
  const time = short(Math.max(0, until - serverNow()));
  return <b className="num"> {t("conduct.comesIn", { step: t(`conduct.steps.${next}`), time })}</b>;
}
