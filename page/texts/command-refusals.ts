import type {
  CancelAnswer,
  ConfirmAnswer,
  ReleaseAnswer,
  ResumeAnswer,
} from '../../lambdas/contracts/import-commands.ts';

type CodeOf<A> = A extends { readonly code: infer C extends string } ? C : never;

/** What the API answers to a command that the state of the import does not allow, and what the person can do. */
export type CommandRefusals = Readonly<
  Record<
    CodeOf<CancelAnswer> | CodeOf<ConfirmAnswer> | CodeOf<ResumeAnswer> | CodeOf<ReleaseAnswer>,
    { readonly title: string; readonly advice: string }
  >
>;
