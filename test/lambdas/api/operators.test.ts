import { beforeEach, describe, expect, it } from 'vitest';
import { createVerifyToken } from '../../../lambdas/adapters/oidc/verify-token.ts';
import { createVerifyOperator } from '../../../lambdas/api/verify-operator.ts';
import { ISSUER, testIssuer } from '../adapters/oidc/test-issuer.ts';
import { apiScene, NOW, type Scene } from './api-scene.ts';

describe('an operator of a configured issuer', () => {
  let scene: Scene;
  let issuer: Awaited<ReturnType<typeof testIssuer>>;
  let token: string;

  beforeEach(async () => {
    const now = () => scene.now();
    issuer = await testIssuer(() => NOW);
    const verify = createVerifyToken([ISSUER], { fetchJson: issuer.fetchJson, now });
    const issuers = [ISSUER, { ...ISSUER, issuer: 'https://other.example.com', clientId: 'rollcall' }];
    scene = apiScene({ verifyOperator: createVerifyOperator(verify), issuers });
    await scene.register('acme');
    token = await issuer.sign();
  });

  it('creates tenants, and exchanges the token for a session of a tenant, whose data it cannot reach itself', async () => {
    expect(await scene.call(token, 'POST', '/tenants', { body: { name: 'globex' } })).toMatchObject({
      status: 201,
    });
    expect(await scene.call(token, 'GET', '/imports')).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('POST /v1/sessions') },
    });
    const session = await scene.call(token, 'POST', '/sessions', {
      body: { tenant: 'globex', role: 'tenant-admin' },
    });
    expect(session.status).toBe(201);
    expect(await scene.call(session.body.token, 'GET', '/imports')).toMatchObject({ status: 200 });
    expect(await scene.call(session.body.token, 'GET', '/tenants')).toMatchObject({ status: 403 });
    expect(await scene.call(token, 'POST', '/sessions', { body: {} })).toMatchObject({ status: 400 });
    expect(await scene.call(token, 'POST', '/sessions', { body: { tenant: 'nobody' } })).toMatchObject({
      status: 403,
    });
    expect(await scene.call(token, 'DELETE', `/sessions/${session.body.id}`)).toMatchObject({ status: 204 });
    expect(await scene.call(session.body.token, 'GET', '/imports')).toMatchObject({ status: 401 });
  });

  it('is in the audit trail by the subject and the issuer of the token', async () => {
    const { body } = await scene.call(token, 'POST', '/sessions', { body: { tenant: 'acme' } });
    const by = { kind: 'operator', id: 'olivia', issuer: ISSUER.issuer };
    expect(scene.acts).toMatchObject([
      { tenant: 'acme', operation: 'createSession', by, subject: { id: body.id } },
    ]);
    expect(scene.stored.sessions.get(body.id)?.createdBy).toEqual(by);
  });

  it('needs the role: the token of another person is refused with what is missing', async () => {
    for (const groups of [
      undefined,
      [],
      ['rollcall'],
      'rollcall-operators-of-others',
      { 'rollcall-operators': true },
    ])
      expect(await scene.call(await issuer.sign({ groups }), 'GET', '/tenants')).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('rollcall-operators in the claim groups') },
      });
  });

  it('is told to try again later while the issuer does not answer', async () => {
    issuer.state.isDown = true;
    const answer = await scene.call(token, 'GET', '/tenants');
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:rollcall:problem:issuer-unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('60');
  });

  it('learns without a token where to sign in, from the issuers that have a client for it', async () => {
    expect((await scene.call(undefined, 'GET', '/sign-in')).body).toEqual({
      issuers: [
        {
          issuer: 'https://other.example.com',
          audience: ISSUER.audience,
          clientId: 'rollcall',
          scope: 'openid offline_access',
        },
      ],
    });
  });
});
