import { type TenantAnswer, TenantAnswerSchema } from '../lambdas/contracts/tenant-commands.ts';
import { Course } from './course.ts';
import { describeTenant } from './describe-tenant.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { showProgress, silentProgress } from './show-progress.ts';
import { readTenantArguments, type TenantArguments } from './tenant-arguments.ts';
import { withCloud } from './with-cloud.ts';

const args = readTenantArguments(process.argv.slice(2));
process.exitCode = typeof args === 'number' ? args : await main(args);

async function main(wish: TenantArguments): Promise<number> {
  try {
    const answer = await ask(wish);
    if (answer.accepted) {
      process.stdout.write(show(wish, answer));
      return 0;
    }
    process.stderr.write(`${answer.message}\n`);
    return answer.code === 'InvalidSettings' ? EXIT_CODES.wrongUsage : EXIT_CODES.refused;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT_CODES.aborted;
  }
}

async function ask({ tenant, edits, state, json }: TenantArguments): Promise<TenantAnswer> {
  const progress = json ? silentProgress : showProgress(process.stderr);
  return withCloud({ stateDir: state }, { course: new Course(state), progress }, async (cloud) =>
    TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits })),
  );
}

function show(
  { tenant, apiKey, json }: TenantArguments,
  { settings }: Extract<TenantAnswer, { accepted: true }>,
): string {
  if (apiKey === undefined) return json ? `${JSON.stringify(settings)}\n` : describeTenant(tenant, settings);
  if (json) return `${JSON.stringify({ apiKey })}\n`;
  process.stderr.write('This key is shown now and never again:\n');
  return `${apiKey}\n`;
}
