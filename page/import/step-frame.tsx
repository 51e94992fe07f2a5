import { type ReactNode, useEffect, useRef } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ReviewSwitch } from './review-switch.tsx';

export interface StepFrameProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly back: (() => void) | undefined;
  /** The main button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A step: its title receives the focus, the buttons are at the end. */
export function StepFrame({ title, subtitle, back, action, children }: StepFrameProps) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className="flex flex-col gap-6">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {title}
        </h2>
        {subtitle !== undefined && <div className="pt-1 text-sm text-muted">{subtitle}</div>}
      </div>
      {children}
      {Boolean(action) && <ReviewSwitch />}
      {(back !== undefined || action !== undefined) && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
          {back === undefined ? (
            <span />
          ) : (
            <Button look="quiet" icon="chevronLeft" onClick={back} className="-ml-4">
              {texts.app.back}
            </Button>
          )}
          {action}
        </div>
      )}
    </section>
  );
}
