import type { ImportDraft } from '../draft/draft.ts';
import { hashOf } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Stepper } from '../ui/stepper.tsx';
import { type FlowFacts, neededSteps, reachableSteps, type StepName } from './flow.ts';

interface ImportStepperProps {
  readonly current: StepName;
  readonly draft: ImportDraft;
  readonly facts: FlowFacts;
}

/** Steps before the current one are links. */
export function ImportStepper({ current, draft, facts }: ImportStepperProps) {
  const { import: texts } = useTexts();
  const needed = neededSteps(draft, facts);
  const reachable = reachableSteps(draft, facts);
  const at = needed.indexOf(current);
  const steps = needed.map((name, index) => ({
    name,
    label: texts.step[name],
    state: index < at ? ('done' as const) : index === at ? ('current' as const) : ('ahead' as const),
    ...(index < at && reachable.includes(name) && { href: hashOf({ name: 'import', step: name }) }),
  }));
  return (
    <Stepper
      label={texts.steps}
      steps={steps}
      summary={texts.stepOf(at + 1, needed.length, texts.step[current])}
    />
  );
}
