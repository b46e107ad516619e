/** Systems outside that routes may ask: named, tried, changed and removed. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import { useNames } from "@/shared/words/names";
import type { ConnectionView } from "@/src/generated/api";
import { ConnectionForm } from "./ConnectionForm";
import { ConnectionTest } from "./ConnectionTest";
import { useConnections, useRemoveConnection } from "./connections";

type Doing = "" | "change" | "test" | "remove";

export default function ConnectionsSection() {
  const { t } = useTranslation();
  const { data } = useConnections();
  const [adding, setAdding] = useState(false);
  if (!data) return null;
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("connections.about")}</p>
      {data.items.length === 0 && <p className="soft">{t("connections.none")}</p>}
      {data.items.length > 0 && <List connections={data.items} />}
      <Button onClick={() => setAdding(true)} style={{ alignSelf: "start" }}>
        {t("connections.add")}
      </Button>
      <Dialog onClose={() => setAdding(false)} opened={adding} size={520} title={t("connections.add")}>
        <ConnectionForm onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}

function List({ connections }: { connections: readonly ConnectionView[] }) {
  const { t } = useTranslation();
  return (
    <Sheet heads={[t("connections.name"), t("connections.service"), t("connections.url"), t("connections.actions")]}>
      {connections.map((each) => (
        <Row each={each} key={each.name} />
      ))}
    </Sheet>
  );
}

function Row({ each }: { each: ConnectionView }) {
  const { t } = useTranslation();
  const names = useNames();
  const [doing, setDoing] = useState<Doing>("");
  const remove = useRemoveConnection(() => setDoing(""));
  const close = (): void => setDoing("");
  const { name } = each;
  return (
    <tr>
      <td>
        {name} {!each.allowed && <span className="soft small">{t("connections.off")}</span>}
        {each.secret === "lost" && <p className="small">{t("connections.secretLost")}</p>}
      </td>
      <td>{each.service ? names.service(each.service) : t("connections.shared")}</td>
      <td style={{ overflowWrap: "anywhere" }}>{`${each.method} ${each.url}`}</td>
      <td>
        <div className="row" style={{ flexWrap: "wrap" }}>
          <Button onClick={() => setDoing("test")} size="compact-sm" variant="default">
            {t("connections.test")}
          </Button>
          <Button onClick={() => setDoing("change")} size="compact-sm" variant="default">
            {t("connections.change")}
          </Button>
          <Button color="red" onClick={() => setDoing("remove")} size="compact-sm" variant="subtle">
            {t("connections.remove")}
          </Button>
        </div>
        <Dialog onClose={close} opened={doing === "test"} size={520} title={t("connections.testTitle", { name })}>
          <ConnectionTest name={name} />
        </Dialog>
        <Dialog onClose={close} opened={doing === "change"} size={520} title={t("connections.changeTitle", { name })}>
          <ConnectionForm known={each} onDone={close} />
        </Dialog>
        <Dialog onClose={close} opened={doing === "remove"} title={t("connections.removeTitle", { name })}>
          <div className="stack">
            <p>{t("connections.removeHint")}</p>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(name)}>
              {t("connections.remove")}
            </Button>
          </div>
        </Dialog>
      </td>
    </tr>
  );
}
