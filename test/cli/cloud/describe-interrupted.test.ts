import { expect, it } from 'vitest';
import { CommandState } from '../../../cli/cloud/command-state.ts';
import { describeInterrupted } from '../../../cli/cloud/describe-interrupted.ts';
import type { EventBridgeEvent } from '../../../local/event-bridge/event.ts';

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

it('names each interrupted import and upload once, except the import that the command is about', () => {
  const commandState = new CommandState('.rollcall', OWN);
  const upload = event('aws.s3', 'Object Created', 'partners/acme/auto/1/users.csv');
  const interrupted = {
    executions: [ID, `${ID}-r1`, OWN, 'by-hand'],
    events: [upload, upload, event('aws.states', 'Step Functions Execution Status Change', 'x')],
  };
  expect(describeInterrupted(interrupted, commandState)).toEqual([
    `${ID} was interrupted when Rollcall was stopped. To resume it: npx rollcall resume ${ID}`,
    'users.csv was uploaded just before Rollcall was stopped. It is imported now; its result is sent by e-mail',
  ]);
  expect(describeInterrupted(undefined, commandState)).toEqual([]);
});
