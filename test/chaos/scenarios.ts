/** The scenarios of the fault tables. Together they come through every state and every function. */
import { IMPORT_FUNCTIONS } from '../../cli/cloud/import-functions.ts';
import { asked } from './asked-scenario.ts';
import { cancelled } from './cancelled-scenario.ts';
import { confirmed, expired } from './confirmed-scenarios.ts';
import { erased } from './erased-scenario.ts';
import { hooked } from './hooked-scenario.ts';
import { aborted, ordinary, rejected, stopped, swept } from './ordinary-scenarios.ts';
import { paired } from './paired-scenario.ts';
import { published } from './published-scenario.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';
import { called, edited, managed } from './tenant-scenarios.ts';
import { upserted } from './upserted-scenario.ts';

/** The part of the table that a scenario belongs to. */
export type ScenariosPart = 'functions' | 'evaluation' | 'pairs' | 'requests' | 'events' | 'erasures';

export function scenariosOf(part: ScenariosPart, context: ScenarioContext): readonly Scenario[] {
  switch (part) {
    case 'functions':
      return [
        { functions: IMPORT_FUNCTIONS, run: (plan) => ordinary(context, plan) },
        { functions: ['RejectImport'], run: (plan) => rejected(context, plan) },
        { functions: ['AbortImport', 'WriteAbortedFiles'], run: (plan) => aborted(context, plan) },
        { functions: ['RecoverImport'], run: (plan) => stopped(context, plan) },
        { functions: ['SweepImports'], run: (plan) => swept(context, plan) },
      ];
    case 'evaluation':
      return [
        { functions: CONFIRMED_FUNCTIONS, run: (plan) => confirmed(context, plan) },
        { functions: ['ExpireImport'], run: (plan) => expired(context, plan) },
      ];
    case 'pairs':
      return [{ functions: PAIRED_FUNCTIONS, run: (plan) => paired(context, plan) }];
    case 'events':
      return [
        { functions: ['PublishStatusChanges'], run: (plan) => published(context, plan) },
        { functions: ['SendWebhooks'], run: (plan) => hooked(context, plan) },
      ];
    case 'requests':
      return [
        { functions: ['CancelImport', 'ResumeImport'], run: (plan) => cancelled(context, plan) },
        { functions: ['UpsertUser'], run: (plan) => upserted(context, plan) },
        { functions: ['EditTenant'], run: (plan) => edited(context, plan) },
        { functions: ['ManageTenants'], run: (plan) => managed(context, plan) },
        { functions: ['Api'], run: (plan) => asked(context, plan) },
        { functions: ['GroupMembersApi'], run: (plan) => called(context, plan) },
      ];
    case 'erasures':
      return [{ functions: ['EraseData'], run: (plan) => erased(context, plan) }];
  }
}

/** The functions that treat a pair differently from a single file. */
const PAIRED_FUNCTIONS = ['StartImport', 'InspectFile', 'WaitForTurn', 'ReleaseTurn'];

const CONFIRMED_FUNCTIONS = [
  'YieldTurn',
  'EvaluateChunk',
  'EvaluateDeferred',
  'CollectPreview',
  'AwaitConfirmation',
  'ConfirmImport',
];
