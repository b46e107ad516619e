/** A file of a route becomes a draft. */
import { Button } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { importRoute, useChange } from "@/designer/api";
import { read } from "@/designer/route/model";
import { Glyph } from "@/designer/ui/Glyph";
import { useMe } from "@/shared/queries";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

export function ImportRoute() {
  const { t } = useTranslation("designer");
  const file = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const say = useSay();
  const service = useMe()?.services[0]?.id ?? "";
  const take = useChange(async (chosen: File) => {
    const text = await chosen.text();
    const route = read(text);
    const name = route.name || chosen.name.replace(/\.ya?ml$/, "");
    return importRoute({ name, text, service: route.service || service, title: route.title });
  });
  return (
    <>
      <input
        accept=".yaml,.yml,text/yaml"
        aria-label={t("routes.import")}
        hidden
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (!chosen) return;
          take.mutate(chosen, {
            onError: say,
            onSuccess: ({ name }) => {
              notice(t("routes.imported", { name }));
              navigate(`/routes/${name}`);
            },
          });
        }}
        ref={file}
        type="file"
      />
      <Button
        leftSection={<Glyph name="file" size={16} />}
        loading={take.isPending}
        onClick={() => file.current?.click()}
        title={t("routes.importHint")}
        variant="default"
      >
        {t("routes.import")}
      </Button>
    </>
  );
}
