/** Carries the phone to another place, and moves the floating one by keys. */
import { ActionIcon, Menu } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { hasOwnWindow } from "./ownWindow";
import { moved, WHERE, type Where } from "./place";
import { usePhonePlace } from "./placeContext";

const ICONS: Record<Where, IconName> = { docked: "dock", floating: "float", window: "window" };

export default function PlaceMenu() {
  const { t } = useTranslation();
  const place = usePhonePlace();
  const toggle = (where: Where) => () => place?.go(place.where === where ? "docked" : where);
  useKeys({ f: toggle("floating"), p: hasOwnWindow() ? toggle("window") : undefined });
  if (!place) return null;
  return (
    <span className="row place-buttons">
      {place.where === "floating" && <MoveHandle />}
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} width={220}>
        <Menu.Target>
          <ActionIcon
            aria-label={t("panel.place.menu")}
            className="place-menu"
            color="gray"
            title={t("panel.place.menu")}
            variant="subtle"
          >
            <Icon name={ICONS[place.where]} size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {WHERE.filter((where) => where !== "window" || hasOwnWindow()).map((where) => (
            <Menu.Item
              aria-current={place.where === where}
              key={where}
              leftSection={<Icon name={ICONS[where]} size={18} />}
              onClick={() => place.go(where)}
              rightSection={place.where === where && <Icon name="check" size={16} />}
            >
              {t(`panel.place.${where}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

function MoveHandle() {
  const { t } = useTranslation();
  const place = usePhonePlace();
  const pressed = (event: KeyboardEvent): void => {
    const next = place && moved(place.spot, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    place.move(next);
  };
  return (
    <ActionIcon
      aria-label={t("panel.place.move")}
      color="gray"
      onKeyDown={pressed}
      title={t("panel.place.move")}
      variant="subtle"
    >
      <Icon name="move" size={18} />
    </ActionIcon>
  );
}
