/** The views that are always there, with numbers of those that wait for somebody; under them one's own filters. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Icon } from "@/shared/ui/Icon";
import { ALL, type Asked, addressOf, askedOf, VIEWS } from "./asked";
import { useCounts, useFilters, useKeep } from "./queries";

const MOST = 1000;

export function Views({ asked }: { asked: Asked }) {
  const { t } = useTranslation("tickets");
  const counts = useCounts().data ?? {};
  const shown = addressOf(asked).toString();
  return (
    <nav aria-label={t("viewsLabel")} className="tickets-views">
      {VIEWS.map((view) => (
        <Link
          aria-current={asked.view === view ? "page" : undefined}
          key={view}
          to={`/tickets?${addressOf({ ...ALL, view })}`}
        >
          <span>{t(`views.${view}`)}</span>
          {view in counts && <Count of={counts[view] ?? 0} />}
        </Link>
      ))}
      <Kept shown={shown} />
    </nav>
  );
}

function Count({ of }: { of: number }) {
  return <b className="num">{of >= MOST ? `${MOST - 1}+` : of}</b>;
}

function Kept({ shown }: { shown: string }) {
  const { t } = useTranslation("tickets");
  const filters = useFilters().data?.items ?? [];
  const remove = useKeep();
  if (filters.length === 0) return null;
  return (
    <>
      <h2 className="soft small">{t("kept.label")}</h2>
      {filters.map(({ id, name, filter }) => {
        const address = addressOf(askedOf(filter)).toString();
        return (
          <div className="row" key={id}>
            <Link aria-current={address === shown ? "true" : undefined} className="grow cut" to={`/tickets?${address}`}>
              {name}
            </Link>
            <ActionIcon
              aria-label={t("kept.remove", { name })}
              color="gray"
              onClick={() => remove.mutate(id)}
              size="sm"
              variant="subtle"
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </div>
        );
      })}
    </>
  );
}
