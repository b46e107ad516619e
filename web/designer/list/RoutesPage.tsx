/** All routes that this person may see: what is live, what is being changed, what is wrong. */
import "@/designer/words";
import "@/designer/ui/ui.css";
import "./list.css";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoutes } from "@/designer/api";
import { Glyph } from "@/designer/ui/Glyph";
import { designs, manages, watches } from "@/shared/frame/roles";
import { useFacts } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import type { Me } from "@/src/generated/api";
import { CreateRoute } from "./CreateRoute";
import { Emergency } from "./Emergency";
import { ImportRoute } from "./ImportRoute";
import { Numbers } from "./Numbers";
import { RouteTable } from "./RouteTable";

type Asked = "" | "create" | "emergency" | "numbers";

const ABOUT_ROUTES = /^(Route|Publication|Calendar)/;

export default function RoutesPage() {
  const { t } = useTranslation("designer");
  const { data: routes, isPending, refetch } = useRoutes();
  const me = useMe();
  const [words, setWords] = useState("");
  const [dialog, setDialog] = useState<Asked>("");
  useFacts(({ kind }) => {
    if (ABOUT_ROUTES.test(kind)) void refetch();
  });
  if (isPending || !me) return null;
  const wanted = words.trim().toLowerCase();
  const shown = (routes ?? []).filter(({ name, title, numbers }) =>
    `${name} ${title} ${numbers.join(" ")}`.toLowerCase().includes(wanted),
  );
  return (
    <div className="routes">
      <div className="routes-head">
        <p className="soft grow">{t("routes.lead")}</p>
        <TextInput
          aria-label={t("routes.find")}
          className="routes-find"
          leftSection={<Glyph name="search" size={16} />}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t("routes.find")}
          value={words}
        />
        <Ways me={me} onChoose={setDialog} />
      </div>
      {routes?.length === 0 && (
        <Empty hint={t("routes.noneHint")} title={t("routes.none")}>
          {designs(me) && <Button onClick={() => setDialog("create")}>{t("routes.create")}</Button>}
        </Empty>
      )}
      {routes && routes.length > 0 && shown.length === 0 && <Empty title={t("routes.nothingFound")} />}
      {shown.length > 0 && <RouteTable may={designs(me)} routes={shown} />}
      {dialog === "create" && (
        <CreateRoute onClose={() => setDialog("")} taken={(routes ?? []).map(({ name }) => name)} />
      )}
      {dialog === "numbers" && <Numbers onClose={() => setDialog("")} routes={routes ?? []} />}
      {dialog === "emergency" && <Emergency onClose={() => setDialog("")} />}
    </div>
  );
}

/** What a person may do about all routes at once. */
function Ways({ me, onChoose }: { me: Me; onChoose: (dialog: Asked) => void }) {
  const { t } = useTranslation("designer");
  return (
    <>
      {watches(me) && (
        <Button
          color="red"
          leftSection={<Glyph name="alert" size={16} />}
          onClick={() => onChoose("emergency")}
          variant="light"
        >
          {t("emergency.button")}
        </Button>
      )}
      {(designs(me) || manages(me)) && (
        <Button onClick={() => onChoose("numbers")} variant="default">
          {t("routes.numbers")}
        </Button>
      )}
      {designs(me) && (
        <>
          <ImportRoute />
          <Button leftSection={<Glyph name="plus" size={16} />} onClick={() => onChoose("create")}>
            {t("routes.create")}
          </Button>
        </>
      )}
    </>
  );
}
