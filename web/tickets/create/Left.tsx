/** The ticket is made, and some of its files were not kept: which, why, and what can be done. Nothing of them is lost. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface Refused {
  file: File;
  why: string;
}

/** A ticket that is made, and what was not kept of its files. */
export interface Made {
  ticket: number;
  refused: readonly Refused[];
}

interface Props {
  ticket: number;
  refused: readonly Refused[];
  sending: boolean;
  onAgain: () => void;
  onOpen: () => void;
}

export function Left({ ticket, refused, sending, onAgain, onOpen }: Props) {
  const { t } = useTranslation("tickets");
  const { t: handling } = useTranslation("handling");
  return (
    <div className="stack" role="alert" style={{ gap: 12 }}>
      <p>{t("create.partly", { id: ticket })}</p>
      <ul style={{ margin: 0, overflowWrap: "anywhere", paddingInlineStart: 0 }}>
        {refused.map(({ file, why }) => (
          <li key={`${file.name} ${file.size} ${file.lastModified}`}>
            {handling("attachments.failed", { name: file.name, why })}
          </li>
        ))}
      </ul>
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button loading={sending} onClick={onAgain} variant="default">
          {t("create.again")}
        </Button>
        <Button disabled={sending} onClick={onOpen}>
          {t("create.open")}
        </Button>
      </div>
    </div>
  );
}
