import { beforeAll, describe, expect, it } from 'vitest';
import { shortName } from '../../lambdas/core/wording/show-value.ts';
import { readMail } from '../support/read-mail.ts';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName,email';
const ANN = `${HEADER}\nacme,ann,Ann,ann@example.com\n`;

describe('an option of an upload', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('on-blank: `keep` keeps the value of a field, `clear` removes it', async () => {
    const tenant = newTenant();
    await importFile(test, ANN, { tenant });
    const blank = `${HEADER}\nacme,ann,, \n`;
    const kept = await importFile(test, blank, { tenant, metadata: { 'on-blank': 'keep' } });
    expect(kept.item.counts).toMatchObject({ unchanged: 1 });
    const cleared = await importFile(test, blank, { tenant, metadata: { 'on-blank': 'clear' } });
    expect(cleared.item.counts).toMatchObject({ updated: 1 });
    expect(cleared.users).toEqual([{ accountId: 'acme', id: 'ann' }]);
  });

  it('mode: `update-only` creates no user, `create-only` changes no user', async () => {
    const tenant = newTenant();
    const both = `${HEADER}\nacme,ann,Anna,\nacme,bob,Bob,\n`;
    await importFile(test, ANN, { tenant });
    const updated = await importFile(test, both, { tenant, metadata: { mode: 'update-only' } });
    expect(updated.results.map(({ outcome }) => outcome)).toEqual(['updated', 'failed']);
    expect(updated.errors).toMatchObject([
      { recordNumber: '2', apiErrorCode: 'NOT_FOUND', statusCode: '404' },
    ]);
    const created = await importFile(test, both, { tenant, metadata: { mode: 'create-only' } });
    expect(created.results.map(({ outcome }) => outcome)).toEqual(['failed', 'created']);
    expect(created.errors).toMatchObject([
      { recordNumber: '1', apiErrorCode: 'CONFLICT', statusCode: '409' },
    ]);
  });

  it('segment adds the users to a segment, or removes them from it', async () => {
    const tenant = newTenant();
    const added = await importFile(test, ANN, { tenant, metadata: { segment: 'vip' } });
    expect(added.users).toMatchObject([{ segments: ['vip'] }]);
    const removed = await importFile(test, ANN, {
      tenant,
      metadata: { segment: 'vip', 'segment-action': 'remove' },
    });
    expect(removed.item.counts).toMatchObject({ updated: 1 });
    expect(removed.users[0]).not.toHaveProperty('segments');
  });

  it('duplicates: `reject` imports the first record of each user, wherever in the file the others are', async () => {
    const rows = [
      'ann,Ann',
      'bob,Bob,no address',
      'ann,Anna',
      ',',
      'cy,Cy',
      'ann,Anne',
      'bob,Bo',
      'dee,Dee',
      'bob,Bob,,too many',
    ];
    const file = `${HEADER}\n${rows.map((row) => `acme,${row}${row.split(',').length < 3 ? ',' : ''}\n`).join('')}`;
    const { item, users, errors, failedRecords } = await importFile(test, file, {
      metadata: { duplicates: 'reject' },
    });
    expect(item.counts).toMatchObject({ records: 9, created: 3, failed: 6 });
    expect(users.map(({ firstName }) => firstName)).toEqual(['Ann', 'Cy', 'Dee']);
    const repeats = errors.filter(({ apiErrorCode }) => apiErrorCode === 'CONFLICT');
    expect(
      repeats.map(({ recordNumber, message, statusCode }) => [recordNumber, statusCode, message]),
    ).toEqual(
      [
        [3, 1],
        [6, 1],
        [7, 2],
      ].map(([record, first]) => [
        `${record}`,
        '409',
        `duplicate of record ${first}: this import accepts each accountId and id once`,
      ]),
    );
    expect(`${failedRecords}`).toContain('acme,ann,Anne,\n');
  });

  it('notify receives the e-mail without files, if the settings of the tenant name its domain', async () => {
    const tenant = newTenant();
    const edits = [
      { edit: 'add', list: 'notify', entry: 'ops@acme.example' },
      { edit: 'add', list: 'notifyDomains', entry: 'acme.example' },
    ];
    await test.cloud.invoke('EditTenant', { tenant, edits });
    const metadata = { notify: 'requester@acme.example' };
    const [mail, ...others] = (await importFile(test, ANN, { tenant, metadata })).mails.map(readMail);
    expect(others).toEqual([]);
    expect(mail?.to).toBe('ops@acme.example, requester@acme.example');
    expect(mail?.attachments.size).toBe(0);
  });

  it('notify receives nothing, and learns nothing, if only the upload names it', async () => {
    const tenant = newTenant();
    await importFile(test, `${HEADER}\nacme,ann,Ann,ann@acme.example\n`, { tenant });
    const stranger = 'eve@evil.example';
    const { item, results, mails } = await importFile(test, `${HEADER}\nacme,ann,,\n`, {
      tenant,
      metadata: { notify: stranger },
    });
    expect(item).toMatchObject({
      status: 'COMPLETED',
      mailNotes: [expect.stringContaining(`No e-mail was sent to ${stranger}`)],
    });
    const sent = mails.map(readMail);
    expect(sent.map(({ to }) => to)).toEqual([expect.not.stringContaining(stranger)]);
    expect(sent[0]?.text).toContain(`No e-mail was sent to ${stranger}`);
    expect(results).toMatchObject([{ outcome: 'unchanged', id: 'ann', firstName: '', email: '' }]);
  });

  it('fullResults of the tenant: results show the users as they are, not only what the file carried', async () => {
    const tenant = newTenant();
    await test.cloud.invoke('EditTenant', {
      tenant,
      edits: [{ edit: 'replace', settings: { fullResults: true } }],
    });
    await importFile(test, `${HEADER}\nacme,ann,Ann,ann@acme.example\n`, { tenant });
    const { results } = await importFile(test, 'accountId,id\nacme,ann\n', { tenant });
    expect(results).toMatchObject([{ outcome: 'unchanged', firstName: 'Ann', email: 'ann@acme.example' }]);
  });

  it('tenant: the same users of two tenants are different users', async () => {
    const [one, other] = await Promise.all([importFile(test, ANN), importFile(test, ANN)]);
    expect([one.item.counts?.created, other.item.counts?.created]).toEqual([1, 1]);
  });

  it('name: every character that a file name may have is kept', async () => {
    const names = [
      'a b.csv',
      'a+b%20c.csv',
      'naïve 名簿 🦊.csv',
      "it's #1 & <b>.csv",
      `${'x'.repeat(200)}.csv`,
    ];
    const imported = await Promise.all(names.map((name) => importFile(test, ANN, { name })));
    expect(imported.map(({ item }) => [item.status, item.fileName])).toEqual(
      names.map((name) => ['COMPLETED', name]),
    );
    expect(imported.map(({ mails }) => readMail(mails[0] as Buffer).subject)).toEqual(
      names.map((name) => `Import completed: the file "${shortName(name)}" (1 record)`),
    );
  });
});
