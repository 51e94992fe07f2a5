import { type TenantAnswer, TenantAnswerSchema } from '../lambdas/contracts/tenant-commands.ts';
import { Course } from './course.ts';
import { describeTenant } from './describe-tenant.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { showProgress, silentProgress } from './show-progress.ts';
import { tellError } from './tell-error.ts';
import { readTenantArguments, type TenantArguments } from './tenant-arguments.ts';
import { withCloud } from './with-cloud.ts';

const args = readTenantArguments(process.argv.slice(2));
process.exitCode = typeof args === 'number' ? args : await main(args);

async function main(wish: TenantArguments): Promise<number> {
  const { tenant, edits, state, json } = wish;
  const progress = json ? silentProgress : showProgress(process.stderr);
  try {
    return await withCloud({ stateDir: state }, { course: new Course(state), progress }, async (cloud) => {
      const answer = TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits }));
      if (answer.accepted) {
        process.stdout.write(show(wish, answer));
        return 0;
      }
      process.stderr.write(`${answer.message}\n`);
      return answer.code === 'InvalidSettings' ? EXIT_CODES.wrongUsage : EXIT_CODES.refused;
    });
  } catch (error) {
    tellError(error);
    return EXIT_CODES.aborted;
  }
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
