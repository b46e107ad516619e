/** A button that plays one sound and stops it; of several on a page one plays at a time. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import { useSay } from "@/shared/words/say";
import type { Listening } from "./listening";

interface ListenProps {
  of: string;
  label: "listen" | "listenTyped";
  url: () => string | Promise<string>;
  listening: Listening;
}

export function Listen({ of: key, label, url, listening }: ListenProps) {
  const { t } = useTranslation("prompts");
  const say = useSay();
  const playing = listening.key === key;
  return (
    <Button
      leftSection={<Icon name={playing ? "hold" : "resume"} size={16} />}
      onClick={() => void listening.toggle(key, url).catch(say)}
      size="compact-sm"
      style={{ alignSelf: "start" }}
      variant="default"
    >
      {t(playing ? "stop" : label)}
    </Button>
  );
}
