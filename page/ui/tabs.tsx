import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'preact/compat';

export interface Tab {
  readonly value: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Tabs of the ARIA pattern: the arrows move the focus, and Enter or the space bar chooses, because panels load. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // On a phone, the row of tabs can be wider than the screen.
  useEffect(() => {
    const chosen = list.current?.querySelector(`[data-tab="${CSS.escape(value)}"]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [value]);
  const chosen = tabs.find((tab) => tab.value === value);
  return (
    <div>
      <div className="border-b border-line">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          onKeyDown={moveFocus}
          className="-mb-px flex gap-6 fades"
        >
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              aria-selected={tab.value === value}
              aria-controls={tab.value === value ? `${id}-panel` : undefined}
              tabIndex={tab.value === value ? 0 : -1}
              data-tab={tab.value}
              onClick={() => onChange(tab.value)}
              className="border-b-2 border-transparent py-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-ink aria-selected:border-accent aria-selected:text-ink"
            >
              {tab.label}
            </button>
          ))}
        </div>
      </div>
      {chosen !== undefined && (
        <div
          key={chosen.value}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${chosen.value}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the ARIA pattern: a panel may begin with text.
          tabIndex={0}
          className="pt-6"
        >
          {chosen.content}
        </div>
      )}
    </div>
  );
}

/** From the tab at `from`, around the ends. */
const MOVES: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowRight: (from, count) => (from + 1) % count,
  ArrowLeft: (from, count) => (from + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const move = MOVES[event.key];
  if (move === undefined) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const from = tabs.findIndex((tab) => tab.matches(':focus'));
  tabs[move(from, tabs.length)]?.focus();
  event.preventDefault();
}
