/** What people set about themselves: profile, password, second factor, where they are signed in. */
import "./mine.css";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { Password } from "@/shared/ui/Password";
import { useEdited } from "@/shared/ui/unsaved";
import { moment } from "@/shared/words/format";
import type { SessionView } from "@/src/generated/api";
import { browserOf } from "./browser";
import { SecondFactor } from "./SecondFactor";
import { useMineChange } from "./useMineChange";

export interface Profile {
  nickname: string;
  email: string;
  takes_tickets: boolean;
  two_factors: boolean;
}

export default function MinePage() {
  const { data } = useQuery({
    queryKey: ["mine", "profile"],
    queryFn: () => request<Profile>("GET", "/me/profile"),
  });
  if (!data) return null;
  return (
    <div className="mine">
      <ProfileCard known={data} />
      <PasswordCard />
      <SecondFactor on={data.two_factors} />
      <SessionsCard />
    </div>
  );
}

function ProfileCard({ known }: { known: Profile }) {
  const { t } = useTranslation();
  const [nickname, setNickname] = useState(known.nickname);
  const [takes, setTakes] = useState(known.takes_tickets);
  const save = useMineChange(
    () => request("PATCH", "/me/profile", { nickname, takes_tickets: takes }),
    () => notice(t("mine.saved")),
  );
  useEdited([nickname, takes], save);
  return (
    <section aria-labelledby="mine-profile" className="card stack">
      <h2 id="mine-profile">{t("mine.profile")}</h2>
      {known.email && <p className="soft">{t("mine.email", { address: known.email })}</p>}
      <TextInput
        description={t("mine.nicknameHint")}
        label={t("mine.nickname")}
        onChange={(event) => setNickname(event.currentTarget.value)}
        value={nickname}
      />
      <Checkbox
        checked={takes}
        label={t("mine.takesTickets")}
        onChange={(event) => setTakes(event.currentTarget.checked)}
      />
      <Button loading={save.isPending} onClick={() => save.mutate(undefined)} style={{ alignSelf: "start" }}>
        {t("mine.save")}
      </Button>
    </section>
  );
}

function PasswordCard() {
  const { t } = useTranslation();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useMineChange(
    () => request("PUT", "/me/password", { old, new: fresh }),
    () => {
      setOld("");
      setFresh("");
      notice(t("mine.saved"));
    },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(undefined);
  };
  return (
    <section aria-labelledby="mine-password" className="card">
      <form className="stack" onSubmit={submit}>
        <h2 id="mine-password">{t("mine.password")}</h2>
        <Password
          autoComplete="current-password"
          label={t("mine.old")}
          onChange={(event) => setOld(event.currentTarget.value)}
          value={old}
          visibilityToggleButtonProps={{ "aria-hidden": true }}
        />
        <Password
          autoComplete="new-password"
          description={t("mine.newHint")}
          label={t("mine.new")}
          onChange={(event) => setFresh(event.currentTarget.value)}
          value={fresh}
          visibilityToggleButtonProps={{ "aria-hidden": true }}
        />
        <Button disabled={!old || !fresh} loading={change.isPending} style={{ alignSelf: "start" }} type="submit">
          {t("mine.change")}
        </Button>
      </form>
    </section>
  );
}

function SessionsCard() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ["mine", "sessions"],
    queryFn: () => request<{ items: SessionView[] }>("GET", "/me/sessions"),
  });
  const end = useMineChange(
    (id: string) => request("DELETE", `/me/sessions/${id}`),
    () => notice(t("mine.saved")),
  );
  const at = (time: number): string => moment(time, serverNow(), i18n.language);
  return (
    <section aria-labelledby="mine-sessions" className="card stack">
      <h2 id="mine-sessions">{t("mine.sessions")}</h2>
      <ul className="mine-sessions">
        {data?.items.map((each) => (
          <li className="row between" key={each.id}>
            <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
              <div title={each.browser}>{browserOf(each.browser) || each.address}</div>
              <div className="soft small">
                {each.address} · {t("mine.since", { time: at(each.begun_at) })} ·{" "}
                {t("mine.seen", { time: at(each.seen_at) })}
              </div>
            </div>
            {each.here ? (
              <strong className="small mine-here">{t("mine.here")}</strong>
            ) : (
              <Button onClick={() => end.mutate(each.id)} size="compact-sm" style={{ flexShrink: 0 }} variant="default">
                {t("mine.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
