/** The scenes of the fault tables. Together they come through every state and every function. */
import { cancelled } from './cancelled-scene.ts';
import { confirmed, expired } from './confirmed-scenes.ts';
import { aborted, ordinary, rejected, stopped, swept } from './ordinary-scenes.ts';
import { paired } from './paired-scene.ts';
import type { Scene, Stage } from './stage.ts';
import { called, edited } from './tenant-scenes.ts';
import { upserted } from './upserted-scene.ts';

/** The part of the table that a scene belongs to. */
export type ScenesPart = 'functions' | 'evaluation' | 'pairs' | 'requests';

export function scenesOf(part: ScenesPart, stage: Stage): readonly Scene[] {
  switch (part) {
    case 'functions':
      return [
        { functions: ORDINARY_FUNCTIONS, play: (plan) => ordinary(stage, plan) },
        { functions: ['RejectImport'], play: (plan) => rejected(stage, plan) },
        { functions: ['AbortImport'], play: (plan) => aborted(stage, plan) },
        { functions: ['RecoverImport'], play: (plan) => stopped(stage, plan) },
        { functions: ['SweepImports'], play: (plan) => swept(stage, plan) },
      ];
    case 'evaluation':
      return [
        { functions: CONFIRMED_FUNCTIONS, play: (plan) => confirmed(stage, plan) },
        { functions: ['ExpireImport'], play: (plan) => expired(stage, plan) },
      ];
    case 'pairs':
      return [{ functions: PAIRED_FUNCTIONS, play: (plan) => paired(stage, plan) }];
    case 'requests':
      return [
        { functions: ['CancelImport', 'ResumeImport'], play: (plan) => cancelled(stage, plan) },
        { functions: ['UpsertUser'], play: (plan) => upserted(stage, plan) },
        { functions: ['EditTenant'], play: (plan) => edited(stage, plan) },
        { functions: ['GroupMembersApi'], play: (plan) => called(stage, plan) },
      ];
  }
}

const ORDINARY_FUNCTIONS = [
  'StartImport',
  'InspectFile',
  'SplitFile',
  'WaitForTurn',
  'ProcessChunk',
  'ProcessDeferred',
  'CollectResults',
  'ReleaseTurn',
  'NotifyRequester',
];

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
