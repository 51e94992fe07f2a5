import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { GROUP, PHONE, REGULAR_MEMBERS } from '../../import-types/network.ts';
import { startApi } from './api.ts';
import { CSV, EMAIL, FIRST, MEMBERSHIP } from './requests.ts';

const input = { ...REGULAR_MEMBERS, csvPath: CSV };
const evaluated = async (content: string | Buffer, settings = {}) => {
  const { evaluate } = startApi({ uploads: { [CSV]: content }, settings });
  return evaluate(input);
};
const ROWS = 'a@x.example,Jürgen,Lee\nb@x.example,Zoë,Roe\n';

describe('a file as people send it to the members API', () => {
  it.each([
    ['in the encoding of the tenant', Buffer.from(ROWS, 'latin1'), { encoding: 'windows-1252' }],
    ['in UTF-8, whatever the encoding of the tenant is', Buffer.from(ROWS), { encoding: 'windows-1252' }],
    ['in UTF-16', Buffer.from(`\ufeff${ROWS}`, 'utf16le'), {}],
    ['with lines that end in CR', Buffer.from(ROWS.replaceAll('\n', '\r')), {}],
  ])('is read %s', async (_, content, settings) => {
    const { object } = await evaluated(content, settings);
    expect(object.output.map(({ fields }) => fields[1]?.value)).toEqual(['Jürgen', 'Zoë']);
  });

  it.each([
    ['in another encoding', Buffer.from(ROWS, 'latin1'), {}, /not valid UTF-8: line 1 \(byte 14\) has 0xFC/],
    [
      'in another encoding than the tenant’s',
      Buffer.from([0x61, 0x2c, 0x62, 0x2c, 0x81, 0x0a]),
      { encoding: 'windows-1252' },
      /not valid windows-1252: line 1 \(byte 5\) has 0x81/,
    ],
    [
      'in two encodings',
      Buffer.from('a@x.example,é,Lee\n'),
      { encoding: 'gb18030' },
      /as UTF-8 and as gb18030/,
    ],
  ])('is refused %s, with what its caller can do', async (_, content, settings, reason) => {
    const { status, message } = await evaluated(content, settings);
    expect(status).toBe(400);
    expect(message).toMatch(reason);
    expect(message).toContain('`encoding` in the settings of the tenant');
    expect(message).not.toMatch(/--encoding|rollcall-/);
  });

  it('is handed over in UTF-8', async () => {
    const { evaluate, put } = startApi({
      uploads: { [CSV]: Buffer.from(ROWS, 'latin1') },
      settings: { encoding: 'windows-1252', limits: { ...NO_SETTINGS.limits, syncRecords: 1 } },
      ports: { imports: { findByRequest: async () => undefined } },
    });
    expect(await evaluate(input)).toMatchObject({ status: 202 });
    expect(put).toMatchObject([{ text: ROWS, metadata: { 'rollcall-encoding': 'utf-8' } }]);
  });

  it('has its values shown as they will be stored, with warnings', async () => {
    const { evaluate, bulkImport, users } = startApi({
      uploads: { [CSV]: 'a@x.example,Ann,Lee,"=""0047"""\nb@x.example,JosÃ©\n' },
    });
    const { object } = await evaluate({ ...input, selectedFields: [PHONE] });
    expect(object.output[0]?.fields.at(-1)?.value).toBe('0047');
    expect(object.output[0]?.warnings).toBeUndefined();
    expect(object.output[1]?.warnings).toMatchObject([
      { message: expect.stringContaining('its last 2 cells') },
      { key: 'firstName', value: 'JosÃ©', message: expect.stringContaining('which is "José" in UTF-8') },
    ]);
    await bulkImport({ ...MEMBERSHIP, records: object.output.slice(0, 1) });
    expect(Object.values(users())).toMatchObject([{ email: 'a@x.example', 'profile.Phone': '0047' }]);
  });
});

describe('the body of a request', () => {
  const send = (records: string) =>
    startApi().send({
      path: '/api/v1/en_US/user/bulk-import',
      body: `{"group":"${GROUP}","roleId":3,"blocked":false,"records":${records}}`,
    });

  it('is refused if a key occurs twice in one object', async () => {
    const one = `{"fields":[{"id":"${EMAIL}","value":"a@x.example","value":"b@x.example"}]}`;
    expect(await send(`[${one}]`)).toMatchObject({
      status: 400,
      errors: [{ key: 'records[0].fields[0].value', message: expect.stringContaining('occurs twice') }],
    });
  });

  it('is refused if a number would lose digits, showing it as it was sent', async () => {
    const one = `{"fields":[{"id":"${EMAIL}","value":"a@x.example"},{"id":"${FIRST}","value":12345678901234567890}]}`;
    expect(await send(`[${one}]`)).toMatchObject({
      status: 400,
      errors: [{ key: 'records[0].fields[1].value', value: '12345678901234567890' }],
    });
  });
});
