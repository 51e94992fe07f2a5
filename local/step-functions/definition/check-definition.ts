import type { Definition } from './state.ts';

export function checkDefinition(definition: unknown): Definition {
  return definition as Definition;
}
