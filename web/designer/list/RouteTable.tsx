/** The table of routes: a row each, with what can be done with it. */
import { Button, Menu, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { exportPath, type RouteLine, removeRoute, useChange } from "@/designer/api";
import { Glyph } from "@/designer/ui/Glyph";
import { useNow } from "@/designer/ui/useNow";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { useSay } from "@/shared/words/say";

const COLUMNS = ["route", "service", "numbers", "published", "state", "problems"] as const;

export function RouteTable({ routes, may }: { routes: readonly RouteLine[]; may: boolean }) {
  const { t } = useTranslation("designer");
  return (
    <div className="card">
      <table className="routes-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`routes.columns.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="hidden">{t("routes.columns.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <RouteRow key={route.name} may={may} route={route} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RouteRow({ route, may }: { route: RouteLine; may: boolean }) {
  const { t, i18n } = useTranslation("designer");
  const navigate = useNavigate();
  const names = useNames();
  const now = useNow();
  const { name, title, numbers, scheduled, switched } = route;
  return (
    // The link in the first cell is the keyboard's way; the click on the row is a convenience of the mouse.
    <tr
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest("a, button, [role=menu]")) navigate(`/routes/${name}`);
      }}
    >
      <td>
        <Link className="route-name" to={`/routes/${name}`}>
          {title || name}
        </Link>
        {title && title !== name && <span className="soft small">{name}</span>}
      </td>
      <td data-label={t("routes.columns.service")}>{names.service(route.service)}</td>
      <td className="num" data-label={t("routes.columns.numbers")}>
        {numbers.length ? numbers.map(phoneNumber).join(", ") : <span className="soft">{t("routes.noNumber")}</span>}
      </td>
      <td data-label={t("routes.columns.published")}>
        {route.version ? (
          t("routes.version", { version: route.version })
        ) : (
          <span className="soft">{t("routes.never")}</span>
        )}
      </td>
      <td data-label={t("routes.columns.state")}>
        <span className="stack" style={{ gap: 4, alignItems: "flex-start" }}>
          {switched && (
            <span className="tag" data-kind="error">
              {t("routes.switched", { mode: t(`emergency.modes.${switched.mode as "closed"}`) })}
            </span>
          )}
          {scheduled && (
            <span className="tag" data-kind="later">
              {t("routes.scheduled", { at: moment(scheduled.at, now, i18n.language) })}
            </span>
          )}
          {route.changed ? (
            <span className="tag" data-kind="changed">
              {[t("routes.draft"), route.draft_by].filter(Boolean).join(" · ")}
            </span>
          ) : (
            <span className="soft">{t("routes.same")}</span>
          )}
        </span>
      </td>
      <td data-label={t("routes.columns.problems")}>
        <Verdict problems={route.problems} />
      </td>
      <td className="routes-acts">
        <RowMenu may={may} route={route} />
      </td>
    </tr>
  );
}

function Verdict({ problems: { errors, warnings } }: Pick<RouteLine, "problems">) {
  const { t } = useTranslation("designer");
  const kind = errors ? "error" : warnings ? "warning" : "sound";
  const said = [
    errors ? t("routes.errors", { count: errors }) : "",
    warnings ? t("routes.warnings", { count: warnings }) : "",
  ].filter(Boolean);
  return (
    <span className="verdict-line" data-kind={kind}>
      <Glyph name={kind === "sound" ? "check" : "alert"} size={16} />
      {said.join(", ") || t("routes.sound")}
    </span>
  );
}

function RowMenu({ route: { name, numbers }, may }: { route: RouteLine; may: boolean }) {
  const { t } = useTranslation("designer");
  const [asking, ask] = useState(false);
  return (
    <>
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 80 }}>
        <Menu.Target>
          <UnstyledButton aria-label={t("routes.more", { name })} className="icon-button">
            <Glyph name="more" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" download href={exportPath(name)}>
            {t("routes.export")}
          </Menu.Item>
          {may && (
            <Menu.Item color="red" disabled={numbers.length > 0} onClick={() => ask(true)}>
              {t("routes.remove")}
              {numbers.length > 0 && <div className="soft small">{t("routes.removeLater")}</div>}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asking && <Remove name={name} onClose={() => ask(false)} />}
    </>
  );
}

function Remove({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("designer");
  const say = useSay();
  const remove = useChange(() => removeRoute(name));
  const run = (): void =>
    remove.mutate(undefined, {
      onError: say,
      onSuccess: () => notice(t("routes.removed", { name })),
      onSettled: onClose,
    });
  return (
    <Dialog onClose={onClose} opened title={t("routes.removeTitle", { name })}>
      <div className="stack" style={{ gap: 16 }}>
        <p>{t("routes.removeText")}</p>
        <Button color="red" loading={remove.isPending} onClick={run}>
          {t("routes.remove")}
        </Button>
      </div>
    </Dialog>
  );
}
