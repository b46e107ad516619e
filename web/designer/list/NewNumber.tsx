/** An org admin adds a number, as the provider sends it; the route that is chosen answers it from the next call on. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { leadNumber, type RouteLine, useChange } from "@/designer/api";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

export function NewNumber({ routes }: { routes: readonly RouteLine[] }) {
  const { t } = useTranslation("designer");
  const say = useSay();
  const published = routes.filter(({ version }) => version > 0);
  const [number, setNumber] = useState("");
  const [route, setRoute] = useState(published[0]?.name ?? "");
  const add = useChange(() => leadNumber(number.replace(/[\s().-]/g, ""), route));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const onSuccess = (): void => {
      notice(t("routes.numberLed", { route }));
      setNumber("");
    };
    add.mutate(undefined, { onError: say, onSuccess });
  };
  if (published.length === 0) return <p>{t("routes.publishFirst")}</p>;
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        description={t("routes.newNumberHint")}
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
