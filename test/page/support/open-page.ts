import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { createClients } from '../../../cli/cloud/clients.ts';
import { createRollcallClient, type RollcallClient } from '../../../client/rollcall-client.ts';
import { connectCloud } from '../../../local/connect-cloud.ts';
import { type Call, createApiTenant } from '../../support/api-client.ts';
import type { JoinedCloud } from '../../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../../support/time-limits.ts';
import { watchPage } from './watch-page.ts';

export interface OpenPageOptions extends Pick<BrowserContextOptions, 'viewport' | 'locale' | 'colorScheme'> {
  /** The screen, such as `/imports`; the first one by default. */
  readonly path?: string;
  /** Of the request that creates the session. */
  readonly session?: {
    readonly role?: 'importer' | 'tenant-admin';
    readonly permissions?: readonly string[];
    readonly importTypes?: readonly string[];
    readonly person?: string;
    readonly minutes?: number;
  };
  /** Called before the page is opened, with what the tenant has. */
  readonly prepare?: (tenant: PageTenant) => Promise<void>;
  /** Another page to open, such as one that embeds this one: its address. */
  readonly from?: (tenant: PageTenant) => Promise<string>;
  /** Whether the page is opened without a session, and may lead to the issuer of the cloud: operators sign in there. */
  readonly asOperator?: boolean;
  /** Messages of the console that the test expects, such as that of a request that is refused. */
  readonly expects?: readonly RegExp[];
}

/** A new tenant, which no other test uses. */
export interface PageTenant {
  readonly cloud: JoinedCloud;
  readonly tenant: string;
  readonly key: string;
  /** With `key`, an API key of the tenant. */
  readonly client: RollcallClient;
  readonly call: Call;
}

export interface PageTest extends PageTenant, AsyncDisposable {
  readonly page: Page;
  /** The address of the page, without a screen. */
  readonly address: string;
  readonly token: string;
}

/**
 * Opens the page in a browser context of its own, with a session of a new tenant. At the end it fails for each error in
 * the console, each exception, each violation of the content security policy, each request to other
 * hosts, and each layout shift.
 */
export async function openPage(options: OpenPageOptions = {}): Promise<PageTest> {
  const { path = '', session = {}, asOperator = false, prepare, from, expects = [], ...context } = options;
  const { address, browser: endpoint } = inject('page');
  const tenant = await newPageTenant();
  await prepare?.(tenant);
  const token = await newSession(tenant, session);
  const browser = await chromium.connect(endpoint);
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-US', ...context });
  page.setDefaultTimeout(STEP_LIMIT_MS);
  const { s3, issuer } = tenant.cloud.cloud.endpoints;
  const hosts = [address, s3, ...(asOperator ? [issuer] : [])];
  const own = `${address}/#${asOperator ? path : `session=${token}&to=${path}`}`;
  const opened = (await from?.(tenant)) ?? own;
  const watch = await watchPage(page, { hosts: [...hosts, opened], expects });
  await page.goto(opened);
  return {
    ...tenant,
    page,
    address,
    token,
    async [Symbol.asyncDispose]() {
      const found = await watch();
      await browser.close();
      if (found.length > 0) throw new Error(`The page did what it must not do:\n${found.join('\n')}`);
    },
  };
}

/** @returns the token of a session, as the backend of a company creates it */
export async function newSession(
  { call }: PageTenant,
  session: NonNullable<OpenPageOptions['session']> = {},
): Promise<string> {
  const { status, body } = await call('POST', '/sessions', { body: { person: 'ann', ...session } });
  expect(status).toBe(201);
  return body.token;
}

async function newPageTenant(): Promise<PageTenant> {
  const cloud = await connectCloud(inject('page').stateDir);
  if (cloud === undefined) throw new Error('the cloud of the page does not run');
  const joined = { cloud, clients: createClients(cloud) };
  const { tenant, key, call } = await createApiTenant(joined);
  const client = createRollcallClient({ api: cloud.outputs.ApiUrl ?? '', bearer: key });
  return { cloud: joined, tenant, key, client, call };
}
