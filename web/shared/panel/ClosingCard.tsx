import { Loader } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Timer } from "@/shared/ui/Timer";

/** The announcement plays to its end; the time tells that it goes on. */
export function ClosingCard() {
  const { t } = useTranslation();
  const [since] = useState(serverNow);
  return (
    <div className="trouble" style={{ flexDirection: "row", alignItems: "center" }}>
      <Loader color="gray" size={18} />
      <span className="grow">{t("call.closing")}</span>
      <Timer since={since} />
    </div>
  );
}
