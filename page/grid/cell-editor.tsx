import { useLayoutEffect, useRef } from 'preact/compat';

/** Where the focus goes after a text was entered. */
export type Leave = 'down' | 'right' | 'left' | 'stay';

export interface CellEditorProps {
  readonly label: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  /** What is in it at first: the text of the cell, or what was typed on it. */
  readonly text: string;
  readonly isTyped: boolean;
  /** @param everywhere in all cells with the same text */
  readonly onCommit: (text: string, leave: Leave, everywhere: boolean) => void;
  readonly onCancel: () => void;
}

/** A text area, because a cell may have several lines. */
export function CellEditor(props: CellEditorProps) {
  const { label, describedBy, isInvalid, text, isTyped, onCommit, onCancel } = props;
  const element = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  // Before the next key: it belongs to the editor.
  useLayoutEffect(() => {
    const { current } = element;
    current?.focus({ preventScroll: true });
    if (isTyped) current?.setSelectionRange(current.value.length, current.value.length);
    else current?.select();
  }, [isTyped]);

  const commit = (leave: Leave, everywhere = false) => {
    if (isOver.current) return;
    isOver.current = true;
    onCommit(element.current?.value ?? text, leave, everywhere);
  };
  const cancel = () => {
    isOver.current = true;
    onCancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The grid must not take keys of the editor, nor an input method its Enter.
    event.stopPropagation();
    if (event.isComposing) return;
    const { key, shiftKey, altKey } = event;
    if (key === 'Escape') cancel();
    else if (key === 'Tab') commit(shiftKey ? 'left' : 'right');
    else if (key !== 'Enter') return;
    else if (altKey) insertLineBreak(element.current);
    else commit('down', event.ctrlKey || event.metaKey);
    event.preventDefault();
  };
  return (
    <textarea
      ref={element}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      defaultValue={text}
      rows={1}
      spellcheck={false}
      onKeyDown={onKeyDown}
      onBlur={() => commit('stay')}
      className="absolute inset-0 z-10 h-full w-full resize-none overflow-hidden bg-surface px-3 py-1.5 text-sm whitespace-pre text-ink outline-2 -outline-offset-2 outline-accent"
    />
  );
}

function insertLineBreak(area: HTMLTextAreaElement | null): void {
  area?.setRangeText('\n', area.selectionStart, area.selectionEnd, 'end');
}
