/** The ways that an import can take: between them they come through every state and every function. */
import { cancelled } from './cancelled-scene.ts';
import { confirmed, expired } from './confirmed-scenes.ts';
import { aborted, ordinary, rejected, stopped, swept } from './ordinary-scenes.ts';
import type { Scene, Stage } from './stage.ts';
import { upserted } from './upserted-scene.ts';

/** By the part of the table that they make. */
export type ScenesPart = 'functions' | 'evaluation' | 'requests';

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
    case 'requests':
      return [
        { functions: ['CancelImport', 'ResumeImport'], play: (plan) => cancelled(stage, plan) },
        { functions: ['UpsertUser'], play: (plan) => upserted(stage, plan) },
      ];
  }
}

const ORDINARY_FUNCTIONS = [
  'StartImport',
  'InspectFile',
  'SplitFile',
  'WaitForTurn',
  'ProcessChunk',
  'ProcessRepeats',
  'CollectResults',
  'ReleaseTurn',
  'NotifyRequester',
];

const CONFIRMED_FUNCTIONS = [
  'YieldTurn',
  'EvaluateChunk',
  'EvaluateRepeats',
  'CollectPreview',
  'AwaitConfirmation',
  'ConfirmImport',
];
