/** Who attacks by SIP: what was tried, who is blocked until when, and who never is. */
import { Button, NumberInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import type { IntruderView } from "@/src/generated/api";
import { loginOf, useDecision, useIntruders } from "./api";
import { NeverBlocked } from "./NeverBlocked";

type KindName = "scan" | "guess" | "flood" | "broken" | "toll";

export default function IntrudersSection() {
  const { t } = useTranslation();
  const { data } = useIntruders();
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("intruders.about")}</p>
      {!data.blocks && <p role="status">{t("intruders.notOurs")}</p>}
      {data.items.length === 0 ? <p className="soft">{t("intruders.none")}</p> : <List intruders={data.items} />}
      <BlockForm />
      <NeverBlocked />
    </div>
  );
}

function List({ intruders }: { intruders: readonly IntruderView[] }) {
  const { t } = useTranslation();
  return (
    <Sheet
      heads={[
        t("intruders.who"),
        t("intruders.what"),
        t("intruders.first"),
        t("intruders.last"),
        t("intruders.state"),
        t("intruders.actions"),
      ]}
      name={t("intruders.what")}
    >
      {intruders.map((each) => (
        <Row each={each} key={each.who} />
      ))}
    </Sheet>
  );
}

function Row({ each }: { each: IntruderView }) {
  const { t, i18n } = useTranslation();
  const when = (at: number): string => moment(at, serverNow(), i18n.language);
  const login = loginOf(each.who);
  return (
    <tr>
      <td>{login ? t("intruders.person", { login }) : each.who}</td>
      <td>
        {Object.keys(each.kinds).length === 0 && <span className="soft">{t("intruders.byHand")}</span>}
        {Object.entries(each.kinds).map(([kind, count]) => (
          <div key={kind}>{t(`intruders.kinds.${kind as KindName}`, { count })}</div>
        ))}
      </td>
      <td>{when(each.first_at)}</td>
      <td>{when(each.last_at)}</td>
      <td>
        {each.blocked_until ? t("intruders.blockedUntil", { when: when(each.blocked_until) }) : t("intruders.free")}
        {each.blocks > 0 && <p className="soft small">{t("intruders.blocks", { count: each.blocks })}</p>}
        {each.spared && <p className="soft small">{t(`intruders.spared.${each.spared}`)}</p>}
      </td>
      <td>{!login && <Decide each={each} />}</td>
    </tr>
  );
}

function Decide({ each }: { each: IntruderView }) {
  const { t } = useTranslation();
  const decide = useDecision();
  const { who, blocked_until: blocked, spared } = each;
  if (!blocked && spared) return null;
  const label = t(blocked ? "intruders.letGo" : "intruders.blockDay");
  const wish = blocked
    ? { path: "/let-go", body: { who } }
    : { path: "/blocks", body: { address: who.split("/")[0], hours: 24 } };
  return (
    <Button
      aria-label={`${label}: ${who}`}
      loading={decide.isPending}
      onClick={() => decide.mutate({ method: "POST", ...wish })}
      size="compact-sm"
      variant="default"
    >
      {label}
    </Button>
  );
}

function BlockForm() {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const [hours, setHours] = useState<number | string>(24);
  const block = useDecision(() => setAddress(""));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (address.trim())
      block.mutate({ method: "POST", path: "/blocks", body: { address: address.trim(), hours: Number(hours) || 24 } });
  };
  return (
    <form className="row" onSubmit={submit} style={{ alignItems: "flex-end", flexWrap: "wrap" }}>
      <TextInput
        label={t("intruders.address")}
        maxLength={60}
        onChange={(event) => setAddress(event.currentTarget.value)}
        value={address}
        w={240}
      />
      <NumberInput
        allowDecimal={false}
        label={t("intruders.hours")}
        max={8760}
        min={1}
        onChange={setHours}
        value={hours}
        w={150}
      />
      <Button disabled={!address.trim()} loading={block.isPending} type="submit" variant="default">
        {t("intruders.block")}
      </Button>
    </form>
  );
}
