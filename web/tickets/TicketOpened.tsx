/** One ticket of the list, with the way back and to its neighbours. */
import { ActionIcon, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { TicketPane } from "@/desk/TicketPane";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import "@/desk/desk.css";

interface Props {
  id: number;
  /** Of the list from which it was opened, as far as it is loaded. */
  ids: readonly number[];
  address: string;
}

export function TicketOpened({ id, ids, address }: Props) {
  const { t } = useTranslation("tickets");
  const navigate = useNavigate();
  const at = ids.indexOf(id);
  const back = `/tickets?${address}`;
  const to = (other: number | undefined): (() => void) | undefined =>
    other === undefined ? undefined : () => navigate(`/tickets/${other}?${address}`);
  const before = to(at > 0 ? ids[at - 1] : undefined);
  const next = to(at >= 0 ? ids[at + 1] : undefined);
  useKeys({ j: next, k: before, escape: () => navigate(back) });
  return (
    <section className="tickets-one desk">
      <div className="tickets-tools">
        <Button
          component={Link}
          leftSection={<Icon name="back" size={16} />}
          size="compact-md"
          to={back}
          variant="subtle"
        >
          {t("one.back")}
        </Button>
        <span className="grow" />
        <ActionIcon aria-label={t("one.before")} disabled={!before} onClick={before} variant="default">
          <span className="turned">
            <Icon name="chevron" size={16} />
          </span>
        </ActionIcon>
        <ActionIcon aria-label={t("one.next")} disabled={!next} onClick={next} variant="default">
          <Icon name="chevron" size={16} />
        </ActionIcon>
      </div>
      <TicketPane id={id} key={id} />
    </section>
  );
}
