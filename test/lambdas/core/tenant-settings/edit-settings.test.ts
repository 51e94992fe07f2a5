import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import {
  type SettingsList,
  SettingsListSchema,
  type TenantEdit,
  TenantEditSchema,
} from '../../../../lambdas/contracts/tenant-commands.ts';
import { TenantSettingsSchema } from '../../../../lambdas/contracts/tenant-settings.ts';
import { editSettings } from '../../../../lambdas/core/tenant-settings/edit-settings.ts';
import { keyOf } from '../../../../lambdas/core/tenant-settings/entry-keys.ts';
import { arbitrarySettings, entries } from './arbitrary-settings.ts';

const LISTS = SettingsListSchema.options;
const GUID = '11197a91-b4eb-45b2-958a-07dae6213011';

/** A list with an entry that it takes. */
const addition = fc
  .constantFrom(...LISTS)
  .chain((list) =>
    fc.tuple(fc.constant(list), entries[list] as fc.Arbitrary<(typeof NO_SETTINGS)[SettingsList][number]>),
  );

const add = (list: SettingsList, entry: unknown): TenantEdit => ({ edit: 'add', list, entry });
const remove = (list: SettingsList, key: string): TenantEdit => ({ edit: 'remove', list, key });

describe('edits of settings', () => {
  it('change nothing when they add an entry and remove it again', () => {
    fc.assert(
      fc.property(arbitrarySettings, addition, (settings, [list, entry]) => {
        const added = editSettings(settings, [add(list, entry)]);
        fc.pre(added.ok && added.settings[list].length > settings[list].length);
        const key = keyOf(entry);
        expect(editSettings(settings, [add(list, entry), remove(list, key)])).toEqual({ ok: true, settings });
      }),
    );
  });

  it('change nothing when they add an existing entry', () => {
    fc.assert(
      fc.property(arbitrarySettings, addition, (settings, [list, entry]) => {
        const once = editSettings(settings, [add(list, entry)]);
        fc.pre(once.ok);
        expect(editSettings(settings, [add(list, entry), add(list, entry)])).toEqual(once);
      }),
    );
  });

  it('accept settings as they were shown', () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        const shown = JSON.parse(JSON.stringify(settings));
        expect(editSettings(NO_SETTINGS, [{ edit: 'replace', settings: shown }])).toEqual({
          ok: true,
          settings,
        });
      }),
    );
  });

  it('result in valid settings or a refusal, whatever they contain', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('none', GUID, 'a.example'));
    const edit: fc.Arbitrary<TenantEdit> = fc.oneof(
      fc.record({ edit: fc.constant('replace' as const), settings: value }),
      fc.record({ edit: fc.constant('add' as const), list: fc.constantFrom(...LISTS), entry: value }),
      fc.record({ edit: fc.constant('remove' as const), list: fc.constantFrom(...LISTS), key: fc.string() }),
      fc.record({ edit: fc.constant('limit' as const), name: fc.constant('syncRecords' as const), value }),
    );
    fc.assert(
      fc.property(arbitrarySettings, fc.array(edit, { maxLength: 4 }), (settings, edits) => {
        const edited = editSettings(settings, TenantEditSchema.array().parse(edits));
        if (edited.ok) expect(TenantSettingsSchema.parse(edited.settings)).toEqual(edited.settings);
        else expect(edited.message).not.toBe('');
      }),
    );
  });

  it('can reset a limit to its default', () => {
    const limit = (value: unknown): TenantEdit => ({ edit: 'limit', name: 'syncRecords', value });
    const set = editSettings(NO_SETTINGS, [limit(5)]);
    expect(set).toMatchObject({ ok: true, settings: { limits: { syncRecords: 5, feedPairHours: 24 } } });
    expect(editSettings(NO_SETTINGS, [limit(5), limit(null)])).toEqual({ ok: true, settings: NO_SETTINGS });
  });

  it.each<[string, TenantEdit[], string, string]>([
    [
      'a value that is wrong',
      [add('programs', { id: 'a b' })],
      'InvalidSettings',
      'programs.id: a program id is 1 to 64 letters, digits or "-", found "a b"',
    ],
    [
      'an entry that is there, and different',
      [
        add('programs', { id: 'a', shareLink: 'https://a.example/{code}' }),
        add('programs', { id: 'a', shareLink: 'https://b.example/{code}' }),
      ],
      'AlreadyExists',
      'programs: "a" already exists, as {"id":"a","shareLink":"https://a.example/{code}"}; remove it first',
    ],
    [
      'a name that another id has',
      [
        add('profileFields', { id: GUID, name: 'Fax' }),
        add('profileFields', { id: GUID.replace('1', '2'), name: 'Fax' }),
      ],
      'InvalidSettings',
      'profileFields.1: "Fax" occurs twice',
    ],
    [
      'a removal of what is not there',
      [remove('groups', 'Sales')],
      'NotFound',
      'groups: there is no "Sales"; the list is empty',
    ],
    [
      'a part that no settings have',
      [{ edit: 'replace', settings: { group: [] } }],
      'InvalidSettings',
      'settings: there is no field "group"',
    ],
    [
      'a limit beyond what is possible',
      [{ edit: 'limit', name: 'syncRecords', value: 5000 }],
      'InvalidSettings',
      'limits.syncRecords: expected a whole number from 0 to 1000, found 5000',
    ],
  ])('report for %s what was expected and what was found', (_, edits, code, message) => {
    expect(editSettings(NO_SETTINGS, edits)).toEqual({ ok: false, code, message });
  });

  it('compare GUIDs, sources and addresses without regard to case', () => {
    const edits = [
      add('memberGroups', { id: GUID.toUpperCase() }),
      add('sources', 'HR'),
      remove('memberGroups', GUID.toUpperCase()),
      remove('sources', 'hr'),
    ];
    expect(editSettings(NO_SETTINGS, edits)).toEqual({ ok: true, settings: NO_SETTINGS });
  });

  it('find a host by its name and by the origin that is stored', () => {
    const host = add('allowedHosts', 'Files.Example.com');
    const kept = ['https://files.example.com'];
    expect(editSettings(NO_SETTINGS, [host])).toMatchObject({ settings: { allowedHosts: kept } });
    for (const name of ['files.example.com', 'https://files.example.com'])
      expect(editSettings(NO_SETTINGS, [host, remove('allowedHosts', name)])).toEqual({
        ok: true,
        settings: NO_SETTINGS,
      });
  });

  it('limit the size of settings so that an import can store a copy', () => {
    const groups = Array.from({ length: 2000 }, (_, index) => `${index}`.padEnd(100, 'g'));
    const largest = editSettings(NO_SETTINGS, [{ edit: 'replace', settings: { groups } }]);
    expect(largest.ok).toBe(true);
    const wide = groups.map((group) => group.replaceAll('g', 'é'));
    expect(editSettings(NO_SETTINGS, [{ edit: 'replace', settings: { groups: wide } }])).toMatchObject({
      code: 'InvalidSettings',
      message: expect.stringMatching(/^expected settings of at most 245760 bytes as JSON, found 39\d{4}$/),
    });
  });
});
