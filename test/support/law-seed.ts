import fc from 'fast-check';

/**
 * All properties use this seed, so that the same commit always gives the same result. `LAW_SEED=random npm test` tries new
 * examples, and `LAW_SEED=<seed>` repeats a run.
 */
const { LAW_SEED = '20261122' } = process.env;
if (LAW_SEED !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number.parseInt(LAW_SEED, 10) });
