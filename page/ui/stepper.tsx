import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

export interface StepperStep {
  readonly name: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead';
  /** Present for a step that one can go to. */
  readonly href?: string;
}

export interface StepperProps {
  readonly label: string;
  readonly steps: readonly StepperStep[];
  /** Such as `Step 2 of 5: File`, which phones show instead of the steps. */
  readonly summary: string;
}

export function Stepper({ label, steps, summary }: StepperProps) {
  const at = steps.findIndex(({ state }) => state === 'current');
  return (
    <nav aria-label={label}>
      <p className="text-sm font-medium text-muted sm:hidden">{summary}</p>
      <div aria-hidden="true" className="mt-2 flex gap-1 sm:hidden">
        {steps.map(({ name }, index) => (
          <span key={name} className={`h-1 flex-1 rounded-full ${index <= at ? 'bg-accent' : 'bg-line'}`} />
        ))}
      </div>
      <ol className="hidden items-center gap-3 sm:flex">
        {steps.map((step, index) => (
          <li
            key={step.name}
            aria-current={step.state === 'current' ? 'step' : undefined}
            className="flex min-w-0 items-center gap-3"
          >
            {index > 0 && <span aria-hidden="true" className="h-px w-4 bg-line lg:w-8" />}
            <Step step={step} number={index + 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Step({ step, number }: { readonly step: StepperStep; readonly number: number }) {
  const { label, state, href } = step;
  const content = (
    <>
      <span
        className={classes(
          'flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold tabular-nums',
          state === 'current' && 'bg-accent text-on-accent',
          state === 'done' && 'bg-accent/15 text-accent',
          state === 'ahead' && 'border border-outline/60 text-muted',
        )}
      >
        {state === 'done' ? <Icon name="check" className="size-3.5" /> : number}
      </span>
      <span className={state === 'current' ? 'font-medium' : 'text-muted'}>{label}</span>
    </>
  );
  const shape = 'flex items-center gap-2 rounded-control text-sm whitespace-nowrap';
  if (href === undefined) return <span className={shape}>{content}</span>;
  return (
    <a href={href} className={`${shape} hover:underline`}>
      {content}
    </a>
  );
}
