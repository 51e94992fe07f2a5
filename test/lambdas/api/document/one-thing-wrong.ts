import fc from 'fast-check';

/** Names that objects inherit, or that none of ours has. */
const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'x'.repeat(300),
  '\ud800',
  'a"\u001b[31m\u202e',
);

/** A value inside of many others. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = wrap(value);
  return value;
}

/** Values that few fields allow, and that careless code trips over. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, [null], '', ' ', '0'),
  fc.constantFrom(-1, -0, 0.5, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 63, 1e21),
  fc.constantFrom(
    '\ud800',
    'a\udc00b',
    '\u0000',
    '\uFEFF',
    'a"\u001b[31m\u202e',
    'x'.repeat(300),
    'e\u0301',
    '../..',
    '%00',
  ),
  fc.constantFrom(50, 500).map((depth) => nested(depth, (inner) => [inner])),
  fc.constantFrom(50, 500).map((depth) => nested(depth, (inner) => ({ a: inner }))),
  names.map((name) => ({ [name]: name })),
  fc.jsonValue({ maxDepth: 2 }),
);

type Step = string | number;

/** Where the values inside of a value are; the value itself is at []. */
function placesIn(value: unknown): Step[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inside = Array.isArray(value) ? value.map((one, at) => [at, one] as const) : Object.entries(value);
  return [[], ...inside.flatMap(([step, one]) => placesIn(one).map((place) => [step, ...place]))];
}

function changeAt(
  value: unknown,
  [step, ...rest]: readonly Step[],
  change: (one: unknown) => unknown,
): unknown {
  if (step === undefined) return change(value);
  const copy: Record<Step, unknown> = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  const changed = changeAt(copy[step], rest, change);
  if (changed === ABSENT) delete copy[step];
  else copy[step] = changed;
  return copy;
}

const ABSENT = Symbol('absent');

const change = fc.oneof(
  { weight: 3, arbitrary: oddValue.map((odd) => () => odd) },
  { weight: 1, arbitrary: fc.constant(() => ABSENT) },
  {
    weight: 1,
    arbitrary: fc.tuple(names, oddValue).map(
      ([name, odd]) =>
        (value: unknown) =>
          withMember(value, name, odd),
    ),
  },
  { weight: 1, arbitrary: fc.constant((value: unknown) => [value]) },
  { weight: 1, arbitrary: fc.constant((value: unknown) => JSON.stringify(value)) },
);

function withMember(value: unknown, name: string, odd: unknown): unknown {
  if (Array.isArray(value)) return [...value, odd];
  return typeof value === 'object' && value !== null ? { ...value, [name]: odd } : odd;
}

/** A value of the right shape, in which one value is another one, is missing, or has a member too many. */
export function oneThingWrong(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(), change).map(([value, at, changed]) => {
    const places = placesIn(value);
    const whole = changeAt(value, places[at % places.length] ?? [], changed);
    return whole === ABSENT ? null : whole;
  });
}
