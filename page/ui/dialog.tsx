import { type ReactNode, useId, useLayoutEffect, useRef } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Icon } from './icon.tsx';
import { useVisiblePart } from './use-visible-part.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  readonly isWide?: boolean;
  /** With fields: Enter in one of them, or the button of the type `submit`. */
  readonly onSubmit?: () => void;
  /** Nothing in it can be focused: it can be scrolled by the keyboard. */
  readonly isText?: boolean;
  /** What it shows is not shown again: a press outside does not close it. */
  readonly isKept?: boolean;
}

/** A modal of the browser: it holds the focus, Escape closes it, and the focus returns to where it was. */
export function Dialog({ isOpen, ...props }: DialogProps) {
  return isOpen ? <OpenDialog {...props} /> : null;
}

/** Above and below a dialog, together. */
const MARGINS = 32;

function OpenDialog({
  onClose,
  title,
  description,
  children,
  actions,
  isWide,
  isText,
  isKept = false,
  onSubmit,
}: Omit<DialogProps, 'isOpen'>) {
  const texts = useTexts();
  const id = useId();
  const { dialog, isRemoved } = useModal();
  const backdrop = useBackdrop(isKept ? undefined : onClose);
  const visible = useVisiblePart();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      // The browser closes it by Escape, or by the gesture to go back of a phone.
      onClose={(event) => !(isRemoved.current || event.currentTarget.open) && onClose()}
      {...backdrop}
      style={visible && { top: visible.top + visible.height / 2, maxHeight: visible.height - MARGINS }}
      className={`${LOOK} ${isWide ? 'max-w-3xl' : 'max-w-lg'}`}
    >
      <Parts onSubmit={onSubmit}>
        <div className="flex items-start justify-between gap-4 px-6 pt-5">
          <h2 id={`${id}-title`} className="min-w-0 text-lg font-semibold break-words">
            {title}
          </h2>
          <button
            type="button"
            aria-label={texts.app.close}
            onClick={onClose}
            className="-mr-2 rounded-control p-2 text-muted hover:bg-sunken"
          >
            <Icon name="cross" className="size-4" />
          </button>
        </div>
        <div
          {...(isText && { tabIndex: 0 })}
          className="flex min-h-0 flex-col gap-4 overflow-y-auto px-6 pt-2 pb-6"
        >
          {description !== undefined && (
            <p id={`${id}-description`} className="text-sm text-muted">
              {description}
            </p>
          )}
          {children}
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{actions}</div>
        )}
      </Parts>
    </dialog>
  );
}

interface PartsProps {
  readonly onSubmit: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A form, if it is sent. */
function Parts({ onSubmit, children }: PartsProps) {
  if (onSubmit === undefined) return <>{children}</>;
  return (
    <form
      noValidate
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** It takes nothing from the text that it is in. */
const LOOK =
  'fixed inset-auto top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-card border border-line bg-surface text-left text-[0.9375rem] font-normal whitespace-normal text-ink shadow-xl outline-none transition-opacity backdrop:bg-black/40 open:flex starting:open:opacity-0';

function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isRemoved = useRef(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    const root = document.documentElement;
    root.style.setProperty('--scroll-bar-width', `${window.innerWidth - root.clientWidth}px`);
    element?.showModal();
    // The browser would begin with the button that closes it.
    element?.querySelector<HTMLElement>('[autofocus], input, select, textarea')?.focus();
    return () => {
      // The browser tells later that it is closed: another dialog may be open then.
      isRemoved.current = true;
      // Before the element is removed: only then does the browser give the focus back.
      element?.close();
    };
  }, []);
  return { dialog, isRemoved };
}

/** A press that begins and ends outside closes; text that is selected across the border does not. */
function useBackdrop(onClose: (() => void) | undefined) {
  const isPressed = useRef(false);
  return {
    onPointerDown: (event: PointerEvent) => {
      isPressed.current = event.target === event.currentTarget;
    },
    onClick: (event: MouseEvent) => {
      if (isPressed.current && event.target === event.currentTarget) onClose?.();
    },
  };
}
