import { checkDefinition } from './definition/check-definition.ts';
import type { Definition } from './definition/state.ts';
import type { arnsOf } from './executions/arn.ts';

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: Definition;
  /** The original text, for DescribeStateMachine. */
  readonly definitionText: string;
  /** Epoch milliseconds. */
  readonly creationDate: number;
}

/** The state machines of this process. They are created again at each start. */
export interface StateMachines {
  /** @throws InvalidDefinition with every invalid or unsupported state and field */
  create(name: string, definition: unknown): StateMachine;
  find(arn: string): StateMachine | undefined;
  all(): StateMachine[];
}

export function createStateMachines(arns: ReturnType<typeof arnsOf>, now: () => Date): StateMachines {
  const machines = new Map<string, StateMachine>();
  return {
    create: (name, given) => {
      const arn = arns.stateMachine(name);
      const definition = checkDefinition(given);
      const machine = {
        arn,
        name,
        definition,
        definitionText: JSON.stringify(given),
        creationDate: now().getTime(),
      };
      machines.set(arn, machine);
      return machine;
    },
    find: (arn) => machines.get(arn),
    all: () => [...machines.values()],
  };
}
