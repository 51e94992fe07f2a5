import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A JSON value in a CloudFormation template, with unresolved intrinsic functions. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: Json };
  readonly Metadata?: { readonly [name: string]: Json };
  readonly Condition?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Condition?: string }>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: Json }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
}

/** A synthesized stack: its template and its assets. */
export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly template: Template;
  /** Asset hash → absolute path of the directory or file that would be uploaded. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source: { readonly path?: string } }>>;
}

const readJson = async <T>(file: string): Promise<T> => JSON.parse(await readFile(file, 'utf8')) as T;

/**
 * Reads the stack of a cloud assembly.
 * @param directory a cdk.out, as `app.synth()` leaves it (cx-api's manifest.json at its root)
 * @param stackName the stack to read if the assembly contains several
 * @throws if there is no assembly, no such stack, or several stacks and no name
 */
export async function readStack(directory: string, stackName?: string): Promise<Stack> {
  const manifest = await readJson<{ artifacts?: Record<string, Artifact> }>(join(directory, 'manifest.json'));
  const artifacts = Object.entries(manifest.artifacts ?? {});
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const nameOf = ([id, artifact]: (typeof stacks)[number]): string => artifact.properties?.stackName ?? id;
  const wanted = stacks.filter((stack) => stackName === undefined || nameOf(stack) === stackName);
  const [stack] = wanted;
  if (stack === undefined || wanted.length > 1) {
    const found = stacks.map(nameOf).join(', ') || 'none';
    throw new Error(
      `${directory}: expected one stack${stackName ? ` named ${stackName}` : ''}, found: ${found}`,
    );
  }
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(stack[1].environment ?? '') ?? [];
  return {
    name: nameOf(stack),
    region: region === undefined || region === 'unknown-region' ? 'eu-central-1' : region,
    accountId: account === undefined || account === 'unknown-account' ? '000000000000' : account,
    template: await readJson<Template>(join(directory, stack[1].properties?.templateFile ?? '')),
    assets: await readAssets(directory, artifacts),
  };
}

async function readAssets(
  directory: string,
  artifacts: readonly (readonly [string, Artifact])[],
): Promise<ReadonlyMap<string, string>> {
  const assets = new Map<string, string>();
  for (const [, artifact] of artifacts) {
    if (artifact.type !== 'cdk:asset-manifest' || artifact.properties?.file === undefined) continue;
    const manifest = await readJson<AssetManifest>(join(directory, artifact.properties.file));
    for (const [hash, file] of Object.entries(manifest.files ?? {})) {
      if (file.source.path !== undefined) assets.set(hash, join(directory, file.source.path));
    }
  }
  return assets;
}
