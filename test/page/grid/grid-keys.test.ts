import { describe, expect, it } from 'vitest';
import { commandOf, type PressedKey } from '../../../page/grid/grid-keys.ts';
import { areaOf, isIn } from '../../../page/grid/moves.ts';

const SIZE = { rows: 1000, columns: 8, page: 10 };
const PLACE = { row: 500, column: 3 };

function pressed(keys: string): PressedKey {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Control'),
    metaKey: parts.includes('Meta'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  };
}

describe('a key in a grid', () => {
  it.each([
    ['ArrowUp', 499, 3],
    ['ArrowDown', 501, 3],
    ['ArrowLeft', 500, 2],
    ['ArrowRight', 500, 4],
    ['PageUp', 490, 3],
    ['PageDown', 510, 3],
    ['Home', 500, 0],
    ['End', 500, 7],
    ['Control+Home', 0, 0],
    ['Control+End', 999, 7],
    ['Control+ArrowDown', 999, 3],
    ['Meta+ArrowUp', 0, 3],
  ])('%s moves to row %i, column %i', (keys, row, column) => {
    expect(commandOf(pressed(keys), PLACE, SIZE)).toEqual({
      kind: 'move',
      to: { row, column },
      extends: false,
    });
  });

  it('does not move out of the grid', () => {
    for (const keys of ['ArrowUp', 'ArrowLeft', 'PageUp'])
      expect(commandOf(pressed(keys), { row: 0, column: 0 }, SIZE)).toMatchObject({
        to: { row: 0, column: 0 },
      });
    for (const keys of ['ArrowDown', 'ArrowRight', 'PageDown'])
      expect(commandOf(pressed(keys), { row: 999, column: 7 }, SIZE)).toMatchObject({
        to: { row: 999, column: 7 },
      });
  });

  it.each([
    ['Shift+ArrowDown', { kind: 'move', to: { row: 501, column: 3 }, extends: true }],
    ['Enter', { kind: 'edit' }],
    ['F2', { kind: 'edit' }],
    ['ä', { kind: 'edit', typed: 'ä' }],
    // As a German keyboard writes it.
    ['Control+Alt+@', { kind: 'edit', typed: '@' }],
    ['Delete', { kind: 'clear' }],
    ['Control+z', { kind: 'undo' }],
    ['Control+Shift+Z', { kind: 'redo' }],
    ['Meta+y', { kind: 'redo' }],
    ['Escape', { kind: 'unselect' }],
  ])('%s is %j', (keys, command) => {
    expect(commandOf(pressed(keys), PLACE, SIZE)).toEqual(command);
  });

  it.each(['Tab', 'Control+c', 'Control+v', 'F5', 'constructor'])('leaves %s to the browser', (keys) => {
    expect(commandOf(pressed(keys), PLACE, SIZE)).toBeUndefined();
  });

  it('selects all between two corners', () => {
    const area = areaOf({ row: 5, column: 1 }, { row: 2, column: 4 });
    expect(area).toEqual({ top: 2, bottom: 5, left: 1, right: 4 });
    expect(isIn(area, { row: 3, column: 4 })).toBe(true);
    expect(isIn(area, { row: 6, column: 4 })).toBe(false);
  });
});
