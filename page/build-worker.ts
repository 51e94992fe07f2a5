import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A file of a library, of which the check worker has less. */
interface LibraryFile {
  /** Below node_modules. */
  readonly path: string;
  /** @returns the code that takes its place; the same code if the file is no longer as it was */
  readonly reduce: (code: string) => string;
}

const UNZIP_AT_ONCE = `
import { unzipSync } from 'fflate';
const unzip = (archive, done) => done(null, unzipSync(archive));
`;
const COMPLETE_CSV_OPTIONS = join(import.meta.dirname, 'check', 'worker', 'complete-csv-options.ts');

/** Sizes are those of the worker after gzip. */
const LIBRARY_FILES: readonly LibraryFile[] = [
  // What describes schemas as JSON Schema (5 kB): bundlers cannot know that nothing calls it.
  ...['to-json-schema', 'json-schema-processors', 'json-schema-generator'].map((name) => ({
    path: `zod/v4/core/${name}.js`,
    reduce: withoutFunctions,
  })),
  // `z.email()` and its like are also methods of `z.string()`, which zod has deprecated: a worker that contains strings
  // would contain every format (2 kB). A schema that uses one of them fails when the worker is loaded.
  {
    path: 'zod/v4/classic/schemas.js',
    reduce: (code) =>
      code.replaceAll(
        /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm,
        '',
      ),
  },
  // Messages in English (1 kB). Those that people read are made by describe-issue.ts.
  {
    path: 'zod/v4/locales/en.js',
    reduce: (code) =>
      code.includes('localeError: error(),')
        ? `export default () => ({ localeError: () => 'Invalid input' });`
        : code,
  },
  // Values that contain themselves (1 kB), which no file has. zod/mini has no memoizer either.
  {
    path: 'zod/v4/core/memoizer.js',
    reduce: (code) =>
      code.replace(
        /\bexport function memoizer\(\) \{\n {4}return memo;\n\}/,
        'export function memoizer() {}',
      ),
  },
  // The library completes and checks any options (2.5 kB), of which one set is used.
  {
    path: 'csv-parse/lib/api/normalize_options.js',
    reduce: (code) =>
      code.includes('export { normalize_options };')
        ? `export { completeCsvOptions as normalize_options } from ${JSON.stringify(COMPLETE_CSV_OPTIONS)};`
        : code,
  },
  // The reader of .xlsx files gets a ZIP file without compression: nothing is left to other workers (1 kB).
  {
    path: 'read-excel-file/modules/zip/unzipFromArrayBuffer.js',
    reduce: (code) => code.replace("import { unzip } from 'fflate';", UNZIP_AT_ONCE),
  },
  // Its errors are compiled for browsers without classes (1 kB).
  ...['file/InvalidInputError', 'SheetNotFoundError', 'InvalidSpreadsheetError', '../zip/UnzipError'].map(
    (name) => ({
      path: join('read-excel-file/modules/xlsx', `${name}.js`),
      reduce: withClass,
    }),
  ),
];

/** Leaves out of libraries what the check worker never runs. The build fails if a library has changed. */
export function reduceLibraries(): Plugin {
  const reduced = new Set<string>();
  return {
    name: 'rollcall:reduce-libraries',
    transform(code, id) {
      const file = LIBRARY_FILES.find(({ path }) => id.endsWith(`/node_modules/${path}`));
      if (file === undefined) return null;
      const less = file.reduce(code);
      if (less === code) throw new Error(`${file.path} is not as it was: see page/build-worker.ts`);
      reduced.add(file.path);
      return { code: less, map: null };
    },
    buildEnd(error) {
      const missing = LIBRARY_FILES.filter(({ path }) => !reduced.has(path));
      if (error === undefined && missing.length > 0)
        throw new Error(
          `${missing.map(({ path }) => path).join(', ')}: not in the check worker any more: see page/build-worker.ts`,
        );
    },
  };
}

/** The exports of a file, each as a function that throws. */
function withoutFunctions(code: string): string {
  const names = [...code.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  if (names.length === 0) return code;
  const unused = `const unused = () => { throw new Error('this is not in the check worker'); };`;
  return `${unused} export { ${names.map((name) => `unused as ${name}`).join(', ')} };`;
}

/** What Babel's helpers for a class that extends Error do, in browsers that have classes. */
const CLASS_HELPERS = `
const _createClass = (own) => own, _wrapNativeSuper = _createClass, _assertThisInitialized = _createClass, _classCallCheck = _createClass;
const _inherits = (own, parent) => Object.setPrototypeOf(own.prototype, parent.prototype);
const _createSuper = (own) => function (...args) { return Reflect.construct(Error, args, own); };
`;

function withClass(code: string): string {
  if (!code.includes('_wrapNativeSuper(Error)')) return code;
  return CLASS_HELPERS + code.replaceAll(/^function _\w+\(.*\}\n/gm, '');
}
