/** A bug in a page must not take the phone away: the page is replaced, the call goes on. */
import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Empty";

export class Safe extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <Empty hint={t("error.hint")} title={t("error.title")}>
      <Button onClick={() => location.reload()}>{t("error.reload")}</Button>
    </Empty>
  );
}
