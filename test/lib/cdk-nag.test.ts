import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { type IPolicyValidationPlugin, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stubStack } from './stub-stack.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** A stage with everything that is opt-in. */
const PARTNERS = [
  { name: 'acme-hr', tenant: 'acme', account: '333333333333', readResults: true },
  { name: 'globex', tenant: 'globex', sftpPublicKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBLlWcl8'] },
];

describe('the stack under the rules of others', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'rollcall-nag-'));
  const findings: { rule: string; at: string | undefined }[] = [];

  beforeAll(() => {
    // CloudFormation's own rules run at every deployment, and take 7 s of CPU: not here.
    const { app } = stubStack({ partners: PARTNERS }, outdir);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app) as unknown as IPolicyValidationPlugin);
    const control = new Stack(app, 'control');
    new CfnQueue(control, 'Careless');
    // Violations, and the control has some, end a synthesis.
    expect(() => app.synth()).toThrow();
    const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    for (const { violations } of report.pluginReports) {
      for (const { ruleName, violatingConstructs } of violations) {
        for (const { constructPath } of violatingConstructs)
          findings.push({ rule: ruleName, at: constructPath });
      }
    }
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  it('finds nothing that is not acknowledged with a reason', () => {
    expect(findings.filter(({ at }) => !at?.startsWith('control/'))).toEqual([]);
  });

  it('finds what is wrong with a careless queue', () => {
    const rules = findings.filter(({ at }) => at?.startsWith('control/')).map(({ rule }) => rule);
    expect(rules).toContain('AwsSolutions-SQS4');
  });
});
