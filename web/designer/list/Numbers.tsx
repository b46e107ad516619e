/** Which route answers which number; a choice holds from the next call on. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { leadNumber, type NumberLine, type RouteLine, useChange, useNumbers } from "@/designer/api";
import { manages } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { useSay } from "@/shared/words/say";
import { NewNumber } from "./NewNumber";
import { RemoveNumber } from "./RemoveNumber";

export function Numbers({ routes, onClose }: { routes: readonly RouteLine[]; onClose: () => void }) {
  const { t } = useTranslation("designer");
  const me = useMe();
  const numbers = useNumbers().data ?? [];
  return (
    <Dialog onClose={onClose} opened title={t("routes.numbers")}>
      <div className="stack">
        <p className="soft">{numbers.length ? t("routes.numbersHint") : t("routes.noNumbers")}</p>
        {numbers.map((line) => (
          <div className="row" key={line.number} style={{ alignItems: "flex-end" }}>
            <div className="grow">
              <NumberField line={line} routes={routes} />
            </div>
            {me && manages(me) && <RemoveNumber number={line.number} />}
          </div>
        ))}
        {me && manages(me) && <NewNumber numbers={numbers} routes={routes} />}
      </div>
    </Dialog>
  );
}

function NumberField({ line, routes }: { line: NumberLine; routes: readonly RouteLine[] }) {
  const { t } = useTranslation("designer");
  const names = useNames();
  const say = useSay();
  const lead = useChange((route: string) => leadNumber(line.number, route));
  const fitting = routes.filter(
    ({ service, version, name }) => (service === line.service && version > 0) || name === line.route,
  );
  if (!routes.some(({ name }) => name === line.route)) return <Foreign line={line} />;
  const titleOf = (route: string): string => fitting.find(({ name }) => name === route)?.title || route;
  return (
    <NativeSelect
      data={fitting.map(({ name, title }) => ({ value: name, label: title || name }))}
      description={names.service(line.service)}
      disabled={lead.isPending}
      label={phoneNumber(line.number)}
      onChange={({ currentTarget: { value } }) =>
        lead.mutate(value, { onError: say, onSuccess: () => notice(t("routes.numberLed", { route: titleOf(value) })) })
      }
      value={line.route}
    />
  );
}

/** Of a service whose routes this person may not read: an org admin sees it all the same, and what to do. */
function Foreign({ line }: { line: NumberLine }) {
  const { t } = useTranslation("designer");
  const { t: shared } = useTranslation();
  const names = useNames();
  return (
    <TextInput
      description={t("routes.numberNotYours", {
        right: shared("people.right.design"),
        service: names.service(line.service),
      })}
      label={phoneNumber(line.number)}
      readOnly
      value={line.route}
    />
  );
}
