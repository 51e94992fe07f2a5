import { join } from 'node:path';

const DIRECTORY = join(import.meta.dirname, '../statemachines');

/** The state machine of an import as it is written by hand, with `${…}` where the stack puts what it knows. */
export const DEFINITION_FILE = join(DIRECTORY, 'user-import.asl.json');

/** The state machine that ends an import whose own execution could not. */
export const RECOVERY_DEFINITION_FILE = join(DIRECTORY, 'recover-import.asl.json');
