import { checkDefinition } from './definition/check-definition.ts';
import type { Definition } from './definition/state.ts';
import type { arnsOf } from './executions/arn.ts';

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly definition: Definition;
  /** The text as given, for DescribeStateMachine. */
  readonly definitionText: string;
  /** Epoch milliseconds. */
  readonly creationDate: number;
}

/** The state machines of this process; they are made anew at each start. */
export interface StateMachines {
  /** @throws InvalidDefinition naming every state and field that is wrong or not supported */
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
