/** Language, appearance, keyboard, sign out. */
import { Checkbox, Menu, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useContrast } from "@/shared/appearance";
import { forgetAddress, LANGUAGES, type LanguageCode, setLanguage } from "@/shared/i18n";
import { useLive } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { inTalk } from "@/shared/panel/choices";
import { takeMe } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { useSay } from "@/shared/words/say";
import type { Me } from "@/src/generated/api";
import { AccountButton } from "./AccountButton";

const SCHEMES = ["light", "dark", "auto"] as const;

export default function AccountMenu({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [contrast, setContrast] = useContrast();
  const say = useSay();
  const speak = (language: LanguageCode): void => {
    forgetAddress();
    void setLanguage(language);
    request<Me>("PUT", "/me/language", { language }).then(takeMe).catch(say);
  };
  const talking = useLive((live) => inTalk(live.call));
  const signOut = (): void => {
    if (talking && !window.confirm(t("header.signOutInCall"))) return;
    request("DELETE", "/session")
      .then(() => takeMe(null))
      .catch(say);
  };
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 80 }} width={264}>
      <Menu.Target>
        <AccountButton name={me.name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("header.language")}</Menu.Label>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <Menu.Item
            aria-current={i18n.language === code}
            key={code}
            lang={code}
            onClick={() => speak(code as LanguageCode)}
            rightSection={i18n.language === code && <Icon name="check" size={16} />}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("header.appearance")}</Menu.Label>
        <div className="stack" style={{ padding: "2px 12px 10px" }}>
          <SegmentedControl
            aria-label={t("header.appearance")}
            data={SCHEMES.map((value) => ({ value, label: t(`header.${value}`) }))}
            fullWidth
            onChange={(value) => setColorScheme(value as (typeof SCHEMES)[number])}
            size="xs"
            transitionDuration={0}
            value={colorScheme}
          />
          <Checkbox
            checked={contrast}
            label={t("header.contrast")}
            onChange={(event) => setContrast(event.currentTarget.checked)}
            size="xs"
          />
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} leftSection={<Icon name="figures" size={18} />} to="/performance">
          {t("callbacks.performance")}
        </Menu.Item>
        <Menu.Item component={Link} leftSection={<Icon name="person" size={18} />} to="/me">
          {t("mine.menu")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="keyboard" size={18} />} onClick={onKeys} rightSection={<kbd>?</kbd>}>
          {t("header.keys")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="back" size={18} />} onClick={signOut}>
          {t("header.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
