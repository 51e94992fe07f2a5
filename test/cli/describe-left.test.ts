import { expect, it } from 'vitest';
import { Course } from '../../cli/course.ts';
import { describeLeft } from '../../cli/describe-left.ts';
import type { EventBridgeEvent } from '../../local/event-bridge/event.ts';

const ID = `imp_${'0'.repeat(26)}`;
const OWN = `imp_${'1'.repeat(26)}`;

function event(source: string, detailType: string, key: string): EventBridgeEvent {
  return {
    version: '0',
    id: 'x',
    'detail-type': detailType,
    source,
    account: '000000000000',
    time: '2026-03-04T09:15:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { bucket: { name: 'uploads' }, object: { key, etag: 'e', sequencer: '1' } },
  };
}

it('names what the process before left, each once, and not the import that the command is about', () => {
  const course = new Course('.rollcall', OWN);
  const upload = event('aws.s3', 'Object Created', 'partners/acme/auto/1/users.csv');
  const left = {
    executions: [ID, `${ID}-r1`, OWN, 'by-hand'],
    events: [upload, upload, event('aws.states', 'Step Functions Execution Status Change', 'x')],
  };
  expect(describeLeft(left, course)).toEqual([
    `${ID} was interrupted when Rollcall was stopped. To go on with it: npm run resume -- ${ID}`,
    'users.csv was uploaded when Rollcall was stopped: it is imported now, and its e-mail tells what became of it',
  ]);
  expect(describeLeft(undefined, course)).toEqual([]);
});
