/** The numbers that are or were restricted. Ending one early needs a reason, which stays on record. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLift, useRestrictions } from "@/shared/conduct/queries";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Empty } from "@/shared/ui/Empty";
import { useUnsaved } from "@/shared/ui/unsaved";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { RestrictionView } from "@/src/generated/api";

export function RestrictionList() {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const { data } = useRestrictions();
  const [lifting, setLifting] = useState<RestrictionView | null>(null);
  if (!data) return null;
  if (data.items.length === 0) return <Empty title={t("conduct.noRestrictions")} />;
  const date = (at: number): string => moment(at, serverNow(), i18n.language);
  return (
    <div className="card">
      <table className="sheet">
        <thead>
          <tr>
            {(["caller", "service", "since", "until", "answer", "met", "state"] as const).map((name) => (
              <th key={name}>{t(`conduct.columns.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((one) => (
            <tr key={one.id}>
              <td className="num">{phoneNumber(one.number)}</td>
              <td>{names.service(one.service)}</td>
              <td className="num">{date(one.since)}</td>
              <td className="num">{date(one.until)}</td>
              <td>{t(`conduct.answers.${one.answer}`)}</td>
              <td className="num">{one.met}</td>
              <td>
                {one.lifted_at > 0 ? (
                  `${t("conduct.lifted", { by: names.agent(one.lifted_by) })}: ${one.lifted_why}`
                ) : one.until < serverNow() ? (
                  t("conduct.over")
                ) : (
                  <Button onClick={() => setLifting(one)} size="compact-sm" variant="default">
                    {t("conduct.lift")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lifting && <Lift onClose={() => setLifting(null)} restriction={lifting} />}
    </div>
  );
}

interface LiftProps {
  restriction: RestrictionView;
  onClose: () => void;
}

function Lift(props: LiftProps) {
  const { t } = useTranslation();
  const number = phoneNumber(props.restriction.number);
  return (
    <Dialog onClose={props.onClose} opened title={t("conduct.liftTitle", { number })}>
      <LiftForm {...props} />
    </Dialog>
  );
}

function LiftForm({ restriction, onClose }: LiftProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const lift = useLift(onClose);
  useUnsaved(reason !== "");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        lift.mutate({ id: restriction.id, reason });
      }}
    >
      <TextInput
        data-autofocus
        label={t("conduct.liftWhy")}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        value={reason}
      />
      <Button disabled={!reason.trim()} loading={lift.isPending} type="submit">
        {t("conduct.lift")}
      </Button>
    </form>
  );
}
