/** The own list, newest first: saved views, filter, and only the rows that can be seen are drawn. */
import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { useTickets } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { NoTickets } from "./NoTickets";
import { TicketRows } from "./TicketRows";
import { queryOf, shownOf, VIEWS, type View } from "./views";

export function TicketList({ chosen }: { chosen: number }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>("today");
  const [text, setText] = useState("");
  const [searched] = useDebouncedValue(text, 200);
  const field = useRef<HTMLInputElement>(null);
  const query = useTickets(queryOf(view, searched));
  const tickets = useMemo(
    () => shownOf(view, query.data?.pages.flatMap((page) => page.items) ?? [], serverNow()),
    [query.data, view],
  );
  useKeys({ "/": () => field.current?.focus() });
  return (
    <section aria-label={t("desk.list")} className="desk-list">
      <div aria-label={t("desk.list")} className="desk-views" role="tablist">
        {VIEWS.map((one) => (
          <button
            aria-controls="own-tickets"
            aria-selected={view === one}
            key={one}
            onClick={() => setView(one)}
            role="tab"
            type="button"
          >
            {t(`desk.views.${one}`)}
          </button>
        ))}
      </div>
      <TextInput
        aria-label={t("desk.filter")}
        leftSection={<Icon name="search" size={16} />}
        m={8}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        placeholder={t("desk.filter")}
        ref={field}
        rightSection={text && <CloseButton aria-label={t("desk.clear")} onClick={() => setText("")} size="sm" />}
        size="sm"
        value={text}
      />
      <div
        className="desk-scroll"
        id="own-tickets"
        role="tabpanel"
        aria-label={t(`desk.views.${view}`)}
        style={{ display: "contents" }}
      >
        {tickets.length > 0 ? (
          <TicketRows
            chosen={chosen}
            more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
            tickets={tickets}
          />
        ) : (
          <div className="desk-scroll">
            <NoTickets
              failed={query.isError}
              filtered={searched !== ""}
              onClear={() => setText("")}
              onRetry={() => void query.refetch()}
              pending={query.isPending}
            />
          </div>
        )}
      </div>
    </section>
  );
}
