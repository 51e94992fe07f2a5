import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { ImportStatusSchema } from '../../../../lambdas/contracts/import-status.ts';
import { StatusChangedSchema } from '../../../../lambdas/contracts/status-changed.ts';
import { statusChangeOf } from '../../../../lambdas/core/lifecycle/status-change.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';

const MARK = 'SECRET-PERSON';

/** An import in which each text that a sender or a person has written contains the mark. */
const marked = (status: Import['status']): Import => ({
  ...importItem({ status, statusSequence: 2, requestId: 'mine' }),
  fileName: `${MARK}.csv`,
  source: {
    bucket: MARK,
    key: `partners/acme/participants/${MARK}.csv`,
    etag: 'e',
    versionId: 'v',
    size: 25,
  },
  options: { ...importItem().options, notify: `${MARK}@example.com`, map: { [MARK]: MARK } } as never,
  createdBy: { kind: 'session', id: 's', person: MARK },
  metadataProblem: MARK,
  parametersText: MARK,
  parameters: { [MARK]: MARK },
  unknownColumns: [MARK],
  firstErrors: [{ recordNumber: 1, message: MARK }],
  firstWarnings: [{ recordNumber: 1, message: MARK }],
  reason: { code: 'SourceDeleted', message: MARK },
  failure: { error: MARK, cause: MARK, chunk: 1, phase: 'import', isFinal: true },
  confirmation: { expiresAt: NOW.toISOString(), token: MARK },
  notification: { status: 'SENT', at: NOW.toISOString(), messageId: MARK },
  mailNotes: [MARK],
  files: { results: { key: `imports/acme/${IMPORT_ID}/${MARK}.csv`, size: 1 } },
});

const statuses = fc.constantFrom(...ImportStatusSchema.options);

describe('the event about a change of status', () => {
  it('has no value, file name, address or message of the import', () => {
    fc.assert(
      fc.property(fc.option(statuses), statuses, (before, after) => {
        const event = statusChangeOf(
          { before: before === null ? undefined : marked(before), after: marked(after) },
          'results',
        );
        expect(JSON.stringify(event ?? {})).not.toContain(MARK);
      }),
      lawRuns(200),
    );
  });

  it('exists exactly when the status is another one than before', () => {
    fc.assert(
      fc.property(fc.option(statuses), statuses, (before, after) => {
        const event = statusChangeOf(
          { before: before === null ? undefined : marked(before), after: marked(after) },
          'results',
        );
        expect(event !== undefined).toBe(before !== after);
        if (event !== undefined)
          expect(StatusChangedSchema.strict().parse(JSON.parse(JSON.stringify(event)))).toMatchObject({
            status: after,
            sequence: 2,
            upload: { etag: 'e', versionId: 'v', bytes: 25 },
          });
      }),
      lawRuns(200),
    );
  });

  it('is the same each time it is made, and another one for another change', () => {
    const make = (statusSequence: number) =>
      statusChangeOf(
        { before: marked('RUNNING'), after: { ...marked('COMPLETED'), statusSequence } },
        'results',
      );
    expect(make(3)).toEqual(make(3));
    expect(make(3)?.eventId).not.toBe(make(4)?.eventId);
  });

  it.each([
    ['the tenant', `imports/acme/${IMPORT_ID}/`],
    ['the import, for an import before 0.2', `imports/${IMPORT_ID}/`],
  ])('names the folder of the files, which begins with %s', (_, prefix) => {
    const files = { results: { key: `${prefix}results.csv`, size: 1 } };
    const event = statusChangeOf({ before: undefined, after: { ...marked('COMPLETED'), files } }, 'results');
    expect(event?.results).toMatchObject({ bucket: 'results', prefix });
  });

  it('leaves out a damaged attribute that it can do without', () => {
    const after = { ...marked('COMPLETED'), counts: { records: 'many' }, source: 7 };
    const event = statusChangeOf({ before: undefined, after }, 'results');
    expect(event).toMatchObject({ status: 'COMPLETED', counts: undefined, upload: undefined });
  });
});
