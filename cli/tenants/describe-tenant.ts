import type { TenantSettings } from '../../lambdas/contracts/tenant-settings.ts';

/** Settings as text: one line for each part, and one for each further entry of a part. */
export function describeTenant(tenant: string, settings: TenantSettings): string {
  const { limits, retentionDays } = settings;
  const limitTexts = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['programs', settings.programs.map(({ id, shareLink = '' }) => `${id}  ${shareLink}`)],
    ['groups', [settings.groups.join(', ')]],
    ['sources', [settings.sources.join(', ')]],
    ['member groups', settings.memberGroups.map(({ id, name = '' }) => `${id}  ${name}`)],
    ['profile fields', settings.profileFields.map(({ id, name }) => `${id}  ${name}`)],
    ['attributes', settings.attributes.map(({ name, kind }) => `${name}  ${kind}`)],
    ['columns', settings.columns.map(({ importType, column, field }) => `${importType}  ${column}=${field}`)],
    ['limits', limitTexts],
    ['notify', [settings.notify.join(', ')]],
    ['notify domains', [settings.notifyDomains.join(', ')]],
    ['results', [settings.fullResults ? 'all details of the users' : 'the fields of the file']],
    ['columns are', [settings.rememberColumns ? 'remembered by importers' : 'set by administrators']],
    ['review', [settings.reviewRequired ? 'required of importers' : 'by choice']],
    ['retention', [retentionDays === undefined ? 'default of the stage' : `${retentionDays} days`]],
    ['locale', [settings.locale ?? '-']],
    ['encoding', [settings.encoding ?? 'utf-8']],
    ['allowed hosts', [settings.allowedHosts.join(', ')]],
    ['allowed in keys', [settings.allowInKeys.join(', ')]],
    [
      'old API keys',
      settings.apiKeys.map(({ name, createdAt }) => `${name}  since ${createdAt.slice(0, 10)}`),
    ],
  ];
  return `\n${tenant}\n\n${parts.map(([name, lines]) => describePart(name, lines)).join('')}`;
}

const WIDTH = 16;

function describePart(name: string, lines: readonly string[]): string {
  const [first = '', ...others] = lines.map((line) => line.trimEnd());
  return [
    `  ${name.padEnd(WIDTH)}${first === '' ? '-' : first}`,
    ...others.map((line) => `${' '.repeat(WIDTH + 2)}${line}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
