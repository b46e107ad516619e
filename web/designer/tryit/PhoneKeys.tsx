import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PHONE_KEYS } from "@/designer/route/kinds";

/** The keys of the caller's phone. While one of them has the focus, the keys of the keyboard press them. */
export function PhoneKeys({ disabled, onAct }: { disabled: boolean; onAct: (act: string) => void }) {
  const { t } = useTranslation("designer");
  return (
    <fieldset
      aria-label={t("try.keypad")}
      className="phone-keys"
      onKeyDown={(event) => {
        const key = PHONE_KEYS.find((one) => one === event.key);
        if (!key || disabled || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onAct(key);
      }}
    >
      {PHONE_KEYS.map((key) => (
        <Button
          aria-label={t("try.key", { key })}
          disabled={disabled}
          key={key}
          onClick={() => onAct(key)}
          size="md"
          variant="default"
        >
          {key}
        </Button>
      ))}
      <Button className="phone-keys-wide" disabled={disabled} onClick={() => onAct("silence")} variant="default">
        {t("try.silence")}
      </Button>
    </fieldset>
  );
}
