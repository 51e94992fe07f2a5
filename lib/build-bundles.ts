import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { TASKS } from './tasks.ts';

/** The files of each task's bundle by the task's folder: its entry `<folder>.mjs`, the chunks it imports, and their source maps. */
export type Bundles = ReadonlyMap<string, readonly OutputFile[]>;

export interface BundleOptions {
  /**
   * Whether code that several tasks share (the SDK, zod) becomes chunks, which are minified once and copied into each
   * bundle: a quarter of the time (docs/performance.md). A function of one file starts faster by some 10 ms of CPU time.
   */
  readonly splitting: boolean;
}

/** Bundles all tasks in one run of esbuild, which works in a process of its own: the caller can load the CDK meanwhile. */
export async function buildBundles(projectDir: string, { splitting }: BundleOptions): Promise<Bundles> {
  const folders = Object.values(TASKS).map(({ folder }) => folder);
  const { outputFiles, metafile } = await build({
    absWorkingDir: projectDir,
    entryPoints: folders.map((folder) => ({ in: `lambdas/tasks/${folder}/index.ts`, out: folder })),
    outdir: 'bundles',
    write: false,
    metafile: true,
    // Nothing is external, not even the SDK: what was tested is what runs.
    bundle: true,
    splitting,
    minify: true,
    // Escapes of names and letters in other scripts take twice the bytes.
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    // .mjs is a module in any directory; a CommonJS bundle would break under a package.json with "type": "module".
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    plugins: [
      requiredHttp,
      environmentCredentials,
      constantKeys,
      packedDocument,
      withoutTexts,
      withoutJsonSchemas,
    ],
    // Some dependencies are CommonJS and require Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const fileByPath = new Map(outputFiles.map((file) => [file.path, file]));
  return new Map(
    folders.map((folder) => {
      const outputs = reachableOutputs(metafile, `bundles/${folder}.mjs`);
      const paths = outputs
        .flatMap((output) => [output, `${output}.map`])
        .map((path) => resolve(projectDir, path));
      return [folder, paths.flatMap((path) => fileByPath.get(path) ?? [])];
    }),
  );
}

/**
 * Requires `node:http` and `node:https` instead of importing them. An ES module that imports `node:http` makes Node.js read
 * all of its exports, and one of them loads undici, which no task uses: a fifth of the time in which a function starts.
 */
const requiredHttp: Plugin = {
  name: 'required-http',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?https?$/ }, ({ path, namespace }) =>
      namespace === 'required'
        ? { path, external: true }
        : { path: path.replace(/^node:/, ''), namespace: 'required' },
    );
    onLoad({ filter: /^/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('node:${path}');`,
    }));
  },
};

/**
 * Leaves out the sources of credentials that the SDK tries after the environment variables, which Lambda always sets: profiles,
 * single sign-on, roles of web identities, the metadata of instances. They are 90 KB of each function.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    const others =
      /^(@aws-sdk\/credential-provider-(ini|sso|process|web-identity|login)|@smithy\/credential-provider-imds)$/;
    onResolve({ filter: others }, ({ path }) => ({ path, namespace: 'other-credentials' }));
    onLoad({ filter: /^/, namespace: 'other-credentials' }, ({ path }) => ({
      contents: `throw new Error('the environment has no credentials, and ${path} is not in this bundle');`,
    }));
  },
};

/**
 * Clients whose errors code knows by their names only. An error without a class of its own still has its name and its message, and is
 * tried again as the others are: 42 KB of the function of the API.
 */
const UNNAMED_ERRORS = /[\\/]client-(lambda|sqs|s3)[\\/]/;
const REGISTERED_ERROR = /^n\d+_registry\.registerError\(\w+\$, \w+\);$/gm;

const CONSTANT = /^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm;
const CONSTANT_KEY = /\[(\w+)\]:/g;

/**
 * Writes the keys of the SDK's schemas as literals. Each schema is a variable, and esbuild leaves out those that no operation of
 * the bundle uses; but it keeps every object with a computed key, such as `[_h]: …`, because computing a key may do something.
 */
const constantKeys: Plugin = {
  name: 'constant-keys',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/].*\.js$/ },
      async ({ path }) => {
        const code = await readFile(path, 'utf8');
        const constants = new Map([...code.matchAll(CONSTANT)].map(([, name, literal]) => [name, literal]));
        const kept = UNNAMED_ERRORS.test(path) ? code.replaceAll(REGISTERED_ERROR, '') : code;
        const contents = kept.replaceAll(CONSTANT_KEY, (key, name: string) => {
          const literal = constants.get(name);
          return literal === undefined ? key : `${literal}:`;
        });
        return { contents };
      },
    );
  },
};

/** A text literal behind `summary:` or `description:`. One with an expression that has a text of its own does not compile here. */
const TEXT = /\b(summary|description):\s*('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`),?/g;

/** Leaves out the texts of operations and fields, which only the OpenAPI document needs: it is made before, and packed. */
const withoutTexts: Plugin = {
  name: 'without-texts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lambdas[\\/](api|contracts)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(TEXT, ''),
      loader: 'ts',
    }));
  },
};

const EXPORTED = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves out zod's writer of JSON schemas, which each schema refers to: the document is made before. The functions that give a
 * schema its methods are called when it is made, and so they give it a method that throws.
 */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ },
      async ({ path }) => {
        const names = [...(await readFile(path, 'utf8')).matchAll(EXPORTED)].map(([, name = '']) => name);
        const missing = `const missing = () => { throw new Error('JSON schemas are not in this bundle'); };`;
        const exports = names.map(
          (name) => `export const ${name} = ${name.startsWith('create') ? '() => missing' : 'missing'};`,
        );
        return { contents: [missing, ...exports].join('\n') };
      },
    );
  },
};

/** Compresses the OpenAPI document of the API, to an eighth of its size. */
const packedDocument: Plugin = {
  name: 'packed-document',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lambdas[\\/]api[\\/]openapi\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      const packed = brotliCompressSync(text).toString('base64');
      return {
        contents: `import { brotliDecompressSync } from 'node:zlib';
          export default JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString('utf8'));`,
      };
    });
  },
};

/** An entry and all chunks that it imports, directly or not. */
function reachableOutputs({ outputs }: Metafile, entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const output of reached) {
    for (const { path, external } of outputs[output]?.imports ?? []) if (!external) reached.add(path);
  }
  return [...reached];
}
