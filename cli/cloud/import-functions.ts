/**
 * The functions that an ordinary import calls, in order: a command that imports starts their processes with its cloud.
 * A test compares them with the state machine.
 */
export const IMPORT_FUNCTIONS = [
  'StartImport',
  'InspectFile',
  'SplitFile',
  'WaitForTurn',
  'ProcessChunk',
  'ProcessDeferred',
  'CollectResults',
  'ReleaseTurn',
  'NotifyRequester',
] as const;
