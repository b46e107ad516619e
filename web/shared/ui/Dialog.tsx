/** A dialog above the page. Its title is its name; there is no header landmark inside. */
import { CloseButton, Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Cover } from "./Cover";
import { useFocusBack } from "./focus";
import { useHome } from "./home";
import { FormsInside, mayLeave } from "./unsaved";

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: number;
  /** False: only its own buttons and Esc end it; so too when something was written in it, as a slip beside it loses that. */
  closable?: boolean;
}

export function Dialog({ title, opened, onClose, children, size = 420, closable = true }: Props) {
  const { t } = useTranslation();
  const { root, view } = useHome();
  useFocusBack(view, opened);
  const [written, setWritten] = useState(false);
  const [inside] = useState(() => new Set<object>());
  const close = (): void => {
    if (mayLeave(t("queueRules.unsaved"), inside)) onClose();
  };
  useEffect(() => setWritten((before) => before && opened), [opened]);
  if (root)
    return opened ? (
      <Cover closable={closable} home={{ root, view }} onClose={close} title={title}>
        <FormsInside value={inside}>{children}</FormsInside>
      </Cover>
    ) : null;
  return (
    <Modal.Root
      centered
      closeOnClickOutside={closable && !written}
      onClose={close}
      opened={opened}
      size={size}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className="row between dialog-title">
          <Modal.Title>{title}</Modal.Title>
          {closable && <CloseButton aria-label={t("keys.close")} onClick={close} />}
        </div>
        <Modal.Body onInputCapture={() => setWritten(true)}>
          <FormsInside value={inside}>{children}</FormsInside>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
