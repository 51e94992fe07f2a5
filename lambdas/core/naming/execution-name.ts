/** The import and attempt of an execution, encoded in its name. */
export interface ExecutionOf {
  readonly importId: string;
  readonly attempt: number;
}

/** `imp_…` for the first attempt, `imp_…-2` for the second: a name is used once, and starting it twice starts it once. */
export function executionName({ importId, attempt }: ExecutionOf): string {
  return attempt === 1 ? importId : `${importId}-${attempt}`;
}

/** The name of the execution that ends an attempt that could not end itself; `round` counts from 1. */
export function recoveryName(execution: ExecutionOf, round: number): string {
  return `${executionName(execution)}-r${round}`;
}

/** Parses both kinds of names; undefined for an execution that was started under another name. */
export function parseExecutionName(name: string): ExecutionOf | undefined {
  const [, importId, attempt] = /^(imp_[0-9a-z]{26})(?:-(\d+))?(?:-r\d+)?$/.exec(name) ?? [];
  return importId === undefined ? undefined : { importId, attempt: Number(attempt ?? 1) };
}

/** Executions are named by their state machine and their own name. */
export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
