/** The region and account in ARNs. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** Builds the ARNs of state machines, executions and Map Runs. */
export function arnsOf({ region, accountId }: Place) {
  const arn = (kind: string, rest: string) => `arn:aws:states:${region}:${accountId}:${kind}:${rest}`;
  return {
    stateMachine: (name: string) => arn('stateMachine', name),
    execution: (stateMachine: string, name: string) => arn('execution', `${stateMachine}:${name}`),
    mapRun: (stateMachine: string, label: string, id: string) =>
      arn('mapRun', `${stateMachine}/${label}:${id}`),
    childStateMachine: (stateMachine: string, label: string) =>
      arn('stateMachine', `${stateMachine}/${label}`),
    childExecution: (stateMachine: string, label: string, id: string) =>
      arn('execution', `${stateMachine}/${label}:${id}`),
  };
}

export interface ParsedArn {
  readonly kind: string;
  readonly stateMachine: string;
  /** Present for a Map Run and its children. */
  readonly label: string | undefined;
  /** Name of the execution, id of the Map Run or child; undefined for a state machine. */
  readonly name: string | undefined;
}

/** Parses an ARN of Step Functions. @returns undefined for any other text */
export function parseArn(arn: string): ParsedArn | undefined {
  const match =
    /^arn:aws:states:[a-z0-9-]+:\d{12}:(stateMachine|execution|mapRun):([^:/]+)(?:\/([^:/]+))?(?::([^:/]+))?$/u.exec(
      arn,
    );
  if (match === null) return undefined;
  const [, kind = '', stateMachine = '', label, name] = match;
  return { kind, stateMachine, label, name };
}
