/** A dialog over the screen: the browser's own, so that focus, Escape and what lies behind are right. */
import { Button, Title } from "@mantine/core";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useSay } from "../i18n/locales.ts";
import { NoticeBar } from "./notice-bar.tsx";
import { useHotkey } from "./use-hotkey.ts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The one primary act, bottom right. */
  readonly primary?: ReactNode;
  readonly wide?: boolean;
}

export function Dialog({ title, onClose, children, primary, wide = false }: DialogProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed before it is taken away, so that the browser gives the focus back to what had it.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) {
      element.showModal();
      // What asks for the focus could not have it before the dialog was open.
      element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }
    return () => element?.close();
  }, []);
  useHotkey((event) => {
    if (event.key !== "Escape") return false;
    onClose();
    return true;
  });
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={wide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <Title order={2} id={titleId}>
          {title}
        </Title>
      </header>
      <NoticeBar />
      <div className="dialog-body">{children}</div>
      <footer className="dialog-foot">
        <Button size="lg" variant="default" onClick={onClose} data-testid="dialog-close">
          {say("dialog.back")} <kbd className="key-hint">Esc</kbd>
        </Button>
        {primary}
      </footer>
    </dialog>
  );
}
