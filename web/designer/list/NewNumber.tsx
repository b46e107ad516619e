/** An org admin adds a number, as the provider sends it; the route that is chosen answers it from the next call on. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { leadNumber, type NumberLine, type RouteLine, useChange } from "@/designer/api";
import { designs } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { useUnsaved } from "@/shared/ui/unsaved";
import { useSay } from "@/shared/words/say";

const NUMBER = /^\+?[0-9]{2,20}$/;

type Known = { numbers: readonly NumberLine[]; routes: readonly RouteLine[] };

/** numbers: those that are there; one of them is led elsewhere above, never by adding it again. */
export function NewNumber({ numbers, routes }: Known) {
  const { t } = useTranslation("designer");
  const { t: shared } = useTranslation();
  const me = useMe();
  const say = useSay();
  const published = routes.filter(({ version }) => version > 0);
  const [number, setNumber] = useState("");
  const [route, setRoute] = useState(published[0]?.name ?? "");
  const [tried, setTried] = useState(false);
  useUnsaved(number !== "");
  const plain = number.replace(/[\s().-]/g, "");
  const there = numbers.some((line) => line.number === plain);
  const wrong = there ? t("routes.numberThere") : NUMBER.test(plain) ? undefined : t("routes.numberWrong");
  const add = useChange(() => leadNumber(plain, route));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    const title = published.find(({ name }) => name === route)?.title || route;
    const onSuccess = (): void => {
      notice(t("routes.numberLed", { route: title }));
      setNumber("");
      setTried(false);
    };
    add.mutate(undefined, { onError: say, onSuccess });
  };
  if (me && !designs(me)) return <p>{t("routes.numberNeedsRight", { right: shared("people.right.design") })}</p>;
  if (published.length === 0) return <p>{t("routes.publishFirst")}</p>;
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        description={t("routes.newNumberHint")}
        error={tried && wrong}
        inputMode="tel"
        label={t("routes.newNumber")}
        onChange={(event) => setNumber(event.currentTarget.value)}
        required
        value={number}
        withAsterisk={false}
      />
      <NativeSelect
        data={published.map(({ name, title }) => ({ value: name, label: title || name }))}
        label={t("routes.answeredBy")}
        onChange={(event) => setRoute(event.currentTarget.value)}
        value={route}
      />
      <Button loading={add.isPending} style={{ alignSelf: "start" }} type="submit">
        {t("routes.addNumber")}
      </Button>
    </form>
  );
}
