/** Static analysis of every pattern that may see data that was sent: none can take more than linear time. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { patternsOfSchema } from '../support/patterns-of-schema.ts';
import { type Pattern, patternsIn, patternsOfFolder } from '../support/patterns-of-source.ts';
import { TYPES_WITH_FULL_FEED } from './support/types-with-full-feed.ts';

const FILES = patternsOfFolder('lambdas');

const CONTRACTS = await Promise.all(
  globSync('lambdas/contracts/*.ts').map(async (file) => {
    const exported: Record<string, unknown> = await import(join(process.cwd(), file));
    return { file, exported };
  }),
);

const SCHEMA_PATTERNS = [
  ...CONTRACTS.flatMap(({ file, exported }) =>
    Object.entries(exported).flatMap(([name, value]) => patternsOfSchema(`${name} of ${file}`, value)),
  ),
  ...TYPES_WITH_FULL_FEED.flatMap((type) =>
    type.fields.flatMap(({ name, schema }) => patternsOfSchema(`${type.name} ${name}`, schema)),
  ),
];

const written = ({ source, flags }: Pattern) => `/${source}/${flags}`;

/** Each pattern once, with one of its places. */
const PATTERNS = [
  ...new Map(
    [...SCHEMA_PATTERNS, ...FILES.flatMap(({ literals }) => literals)].map((pattern) => [
      written(pattern),
      { ...pattern, title: `${written(pattern)} in ${pattern.where}` },
    ]),
  ).values(),
];

/**
 * The search ends after a number of steps. Each of its stages also has a limit in wall time by default, and a stage that
 * reaches it on a busy machine makes a safe pattern vulnerable (recheck 4.5.0: seeding 100 ms, incubation 250 ms, attack 1 s).
 */
const NO_TIME_LIMITS = {
  timeout: null,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
};

/**
 * `safe` if no attack exists; for patterns with large counters or with assertions, if the search for one found none. The
 * search always begins with the same seed and ends after a number of steps, so its result does not depend on the machine.
 */
const statusOf = ({ source, flags }: Omit<Pattern, 'where'>) =>
  checkSync(source, flags, { ...NO_TIME_LIMITS, randomSeed: 0 }).status;

beforeAll(() => {
  // The JavaScript build on every machine. By default it would be a native binary, or Java.
  vi.stubEnv('RECHECK_BACKEND', 'pure');
  return () => vi.unstubAllEnvs();
});

it.each(PATTERNS)('takes linear time: $title', (pattern) => {
  expect(statusOf(pattern)).toBe('safe');
});

it('no file of lambdas builds a pattern at run time, which this analysis could not read', () => {
  expect(FILES.filter(({ built }) => built > 0).map(({ file }) => file)).toEqual([]);
});

describe('the search for patterns', () => {
  it('finds those of every folder and those that zod brings', () => {
    const places = PATTERNS.map(({ where }) => where).join('\n');
    for (const folder of [
      'reading/csv',
      'contracts',
      'core/inspection',
      'import-types',
      'reading/inspection',
    ])
      expect(places).toContain(`lambdas/${folder}/`);
    const sources = new Set(PATTERNS.map(({ source }) => source));
    expect(sources).toContain(z.regexes.email.source);
    expect(sources).toContain(z.regexes.date.source);
  });

  it('reads literals, calls of RegExp and names of zod, not comments, strings or divisions', () => {
    const text = `
      // /in a comment/
      const half = (a: number) => a / 2 / 3;
      const text = '/in a string/';
      const found = \`\${text.replace(/in a template/g, '')}\`;
      const built = new RegExp(text);
      const called = RegExp(text);
      const named = z.regexes.date.test(text);
    `;
    expect(patternsIn('a.ts', text)).toEqual({
      literals: [
        { source: 'in a template', flags: 'g', where: 'a.ts' },
        { source: z.regexes.date.source, flags: '', where: 'a.ts' },
      ],
      built: 2,
    });
  });

  it('finds the pattern of a schema behind unions, arrays, pipes and optional fields', () => {
    const inner = z.string().regex(/^inner$/);
    const schema = z.object({ a: z.array(z.union([z.number(), z.string().pipe(inner)])).optional() });
    expect(patternsOfSchema('schema', schema)).toContainEqual({
      source: '^inner$',
      flags: '',
      where: 'schema',
    });
  });
});

describe('the analysis', () => {
  it.each([
    ['the end of an e-mail address, as it was', /@[^@]+\.[^@]+$/],
    ['an offset, as it was', /(T.*[+-]\d\d)(?::?(\d\d))?$/],
    ['a time zone, as it was', /T.*(Z|[+-]\d\d:?\d\d)$/],
    ['blanks at the end', /\s+$/],
    ['nested repetition', /^(a+)+$/],
    ['alternatives that overlap', /^(?:a|a)*$/],
  ])('refuses a pattern of more than linear time: %s', (_, { source, flags }) => {
    expect(statusOf({ source, flags })).toBe('vulnerable');
  });
});
