import { join } from 'node:path';

/** The state machine as it is written by hand, with `${…}` where the stack puts what it knows. */
export const DEFINITION_FILE = join(import.meta.dirname, '../statemachines/user-import.asl.json');
