/** A part of a definition that Step Functions or this machine does not accept. */
export interface Problem {
  /** Undefined for a problem of the definition itself. */
  readonly state: string | undefined;
  readonly field: string;
  readonly problem: string;
}

/** A refused definition. The message names every state and field, one on each line. */
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
