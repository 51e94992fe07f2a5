import { type ComponentType, lazy } from 'preact/compat';
import type { StepName } from './flow.ts';
import type { StepProps } from './step-props.ts';
import { FileStep } from './steps/file-step.tsx';
import { TypeStep } from './steps/type-step.tsx';

/** Steps after a file was chosen are loaded then: the page opens with little. */
export const STEP_SCREENS: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  type: TypeStep,
  group: lazy(() => import('./group/group-step.tsx')),
  file: FileStep,
  columns: lazy(() => import('./columns/columns-step.tsx')),
  check: lazy(() => import('./check/check-step.tsx')),
  upload: lazy(() => import('./steps/upload-step.tsx')),
};
