/** Something in a definition that Step Functions, or this machine, does not take. */
export interface Problem {
  /** Undefined: the definition itself. */
  readonly state: string | undefined;
  readonly field: string;
  readonly problem: string;
}

/** A definition was refused; the message names every state and field, one a line. */
export class InvalidDefinition extends Error {
  override name = 'InvalidDefinition';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`The definition cannot run here:\n${problems.map(show).join('\n')}`);
    this.problems = problems;
  }
}

function show({ state, field, problem }: Problem): string {
  return `- ${state === undefined ? 'state machine' : `state '${state}'`}, ${field}: ${problem}`;
}
