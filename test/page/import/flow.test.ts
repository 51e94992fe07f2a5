import { describe, expect, it } from 'vitest';
import type { ImportDraft } from '../../../page/draft/draft.ts';
import type { FoundFile } from '../../../page/draft/found-file.ts';
import {
  currentStep,
  type FlowFacts,
  neededSteps,
  reachableSteps,
  stepAfter,
  stepBefore,
} from '../../../page/import/flow.ts';

const session: FlowFacts['session'] = {
  kind: 'session',
  id: 's',
  role: 'importer',
  permissions: ['imports:write'],
  maxFileBytes: 1_000_000,
};
const THREE_TYPES: FlowFacts = { importTypes: 3, session };
const ONE_TYPE: FlowFacts = { importTypes: 1, session };

const file = new File(['id\n1\n'], 'users.csv');
const EMPTY: ImportDraft = {};
const TYPED: ImportDraft = { importType: 'participants' };
const checked = { file, fileName: 'users.csv', records: 1, isRewritten: false };
const found = (columns: FoundFile['columns']): FoundFile => ({
  columns,
  format: 'csv',
  suggestions: [],
  ownFields: {},
  preview: { names: [], rows: [] },
});
const COMPLETE: ImportDraft = {
  importType: 'participants',
  file,
  found: found('choose'),
  map: { Vorname: 'firstName' },
  checked,
};

describe('the flow of an import', () => {
  it('begins with the type, or with the file if there is one type only', () => {
    expect(currentStep(undefined, EMPTY, THREE_TYPES)).toBe('type');
    expect(currentStep(undefined, TYPED, ONE_TYPE)).toBe('file');
  });

  it('does not visit a step before those that it needs', () => {
    expect(currentStep('upload', EMPTY, THREE_TYPES)).toBe('type');
    expect(currentStep('upload', TYPED, THREE_TYPES)).toBe('file');
    expect(reachableSteps(TYPED, THREE_TYPES)).toEqual(['type', 'file']);
  });

  it('goes back to every step before', () => {
    for (const step of neededSteps(COMPLETE, THREE_TYPES))
      expect(currentStep(step, COMPLETE, THREE_TYPES)).toBe(step);
  });

  it.each([
    ['a step that does not exist', 'nothing'],
    ['a name of Object.prototype', 'constructor'],
  ])('leads from %s to the last step that can be visited', (_, step) => {
    expect(currentStep(step, TYPED, THREE_TYPES)).toBe('file');
  });

  it.each([
    ['three types', THREE_TYPES],
    ['one type', ONE_TYPE],
  ])('with %s, the way back is the way there', (_, facts) => {
    const steps = neededSteps(COMPLETE, facts);
    steps.forEach((step, index) => {
      expect(stepAfter(step, COMPLETE, facts)).toBe(steps[index + 1]);
      expect(stepBefore(step, COMPLETE, facts)).toBe(steps[index - 1]);
    });
  });

  it('waits at the file until it is recognised', () => {
    expect(currentStep('columns', { importType: 'participants', file }, ONE_TYPE)).toBe('file');
  });

  it('passes over columns that fit, in both directions, and still shows them to a person who wants it', () => {
    const { map: _, ...draft } = { ...COMPLETE, found: found('fit') };
    expect(stepAfter('file', draft, ONE_TYPE)).toBe('check');
    expect(stepBefore('check', draft, ONE_TYPE)).toBe('file');
    expect(neededSteps(draft, ONE_TYPE)).toContain('columns');
    expect(currentStep('columns', draft, ONE_TYPE)).toBe('columns');
    expect(stepAfter('columns', draft, ONE_TYPE)).toBe('check');
    expect(stepBefore('columns', draft, ONE_TYPE)).toBe('file');
  });

  it('goes back to columns that a person has chosen', () => {
    expect(stepBefore('check', COMPLETE, ONE_TYPE)).toBe('columns');
  });

  it('asks for the group of members before their file, which has no names of columns', () => {
    const members = { importType: 'group-members' };
    expect(currentStep('file', members, ONE_TYPE)).toBe('group');
    const grouped = { ...members, parameters: { group: 'g' } };
    expect(currentStep('file', grouped, ONE_TYPE)).toBe('file');
    expect(neededSteps(grouped, ONE_TYPE)).toEqual(['group', 'file', 'check', 'upload']);
  });

  it('has no step for the columns of a type that has none', () => {
    expect(neededSteps({ ...COMPLETE, found: found('given') }, ONE_TYPE)).toEqual([
      'file',
      'check',
      'upload',
    ]);
  });
});
