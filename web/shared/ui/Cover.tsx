/** A dialog that covers a small window, where the page's own dialogs cannot be. */
import { CloseButton } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Home } from "./home";

interface Props {
  home: Home & { root: HTMLElement };
  title: string;
  onClose: () => void;
  children: ReactNode;
  closable: boolean;
}

export function Cover({ home: { root, view }, title, onClose, children, closable }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const before = root.querySelector(".phone-shell");
    before?.setAttribute("inert", "");
    (box.current?.querySelector<HTMLElement>("[data-autofocus]") ?? box.current)?.focus();
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.isComposing) close.current();
    };
    view.addEventListener("keydown", pressed);
    return () => {
      before?.removeAttribute("inert");
      view.removeEventListener("keydown", pressed);
    };
  }, [root, view]);
  return createPortal(
    <div aria-labelledby={name} aria-modal="true" className="cover" ref={box} role="dialog" tabIndex={-1}>
      <div className="row between dialog-title">
        <h2 id={name}>{title}</h2>
        {closable && <CloseButton aria-label={t("keys.close")} onClick={onClose} />}
      </div>
      <div className="cover-body">{children}</div>
    </div>,
    root,
  );
}
