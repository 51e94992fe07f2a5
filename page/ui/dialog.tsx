import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Icon } from './icon.tsx';
import { LayersContext } from './layers.ts';
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
  /** Nothing in it can be focused: it can be scrolled by the keyboard. */
  readonly isText?: boolean;
}

/** Above and below a dialog, together. */
const MARGINS = 32;

/** A modal: it holds the focus, Escape closes it, and the focus returns to where it was. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  actions,
  isWide,
  isText,
}: DialogProps) {
  const texts = useTexts();
  const layers = useRef<HTMLDivElement>(null);
  const visible = useVisiblePart(isOpen);
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-30 bg-black/40 transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <BaseDialog.Popup
          style={visible && { top: visible.top + visible.height / 2, maxHeight: visible.height - MARGINS }}
          className={`fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-surface shadow-xl outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0 ${isWide ? 'max-w-3xl' : 'max-w-lg'}`}
        >
          <div className="flex items-start justify-between gap-4 px-6 pt-5">
            <BaseDialog.Title className="text-lg font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close
              aria-label={texts.app.close}
              className="-mr-2 rounded-control p-2 text-muted hover:bg-sunken"
            >
              <Icon name="cross" className="size-4" />
            </BaseDialog.Close>
          </div>
          <div
            {...(isText && { tabIndex: 0 })}
            className="flex min-h-0 flex-col gap-4 overflow-y-auto px-6 pt-2 pb-6"
          >
            {description !== undefined && (
              <BaseDialog.Description className="text-sm text-muted">{description}</BaseDialog.Description>
            )}
            <LayersContext value={layers}>{children}</LayersContext>
          </div>
          {actions !== undefined && (
            <div className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{actions}</div>
          )}
          <div ref={layers} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
