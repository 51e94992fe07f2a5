import { CfnOutput, type Environment, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings.ts';
import { Alarms } from './alarms.ts';
import type { TaskCode } from './bundle-tasks.ts';
import { deadLetterQueues } from './dead-letter-queues.ts';
import { Erasure } from './erasure.ts';
import { Evaluation } from './evaluation.ts';
import { FrontDoor } from './front-door.ts';
import { GroupMembersApi } from './group-members-api.ts';
import { RollcallApi } from './http-api.ts';
import { ImportTasks } from './import-tasks.ts';
import { Intake } from './intake.ts';
import { Partners } from './partners.ts';
import { Recovery } from './recovery.ts';
import { Resumption } from './resumption.ts';
import { SingleUsers } from './single-users.ts';
import type { StageConfig } from './stage-config.ts';
import { StatusEvents } from './status-events.ts';
import { Storage } from './storage.ts';
import { Tables } from './tables.ts';
import { Tenancy } from './tenancy.ts';
import { TurnTasks } from './turn-tasks.ts';
import { Webhooks } from './webhooks.ts';
import { Workflow } from './workflow.ts';

export interface RollcallStackProps {
  readonly stage: string;
  readonly config: StageConfig;
  readonly code: TaskCode;
  /** The directory of the built page. */
  readonly page: string;
}

/** The whole of Rollcall for one stage, in the order in which one part needs the other. */
export class RollcallStack extends Stack {
  constructor(scope: Construct, { stage, config, code, page }: RollcallStackProps) {
    super(scope, `rollcall-${stage}`, {
      description: `Rollcall (${stage}): bulk user import`,
      env: environmentOf(config),
      analyticsReporting: false,
    });
    const { retentionDays } = config;
    const removalPolicy = config.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const storage = new Storage(this, 'Storage', { retentionDays, removalPolicy });
    if (config.partners !== undefined) new Partners(this, 'Partners', { partners: config.partners, storage });
    const tables = new Tables(this, 'Tables', { removalPolicy, lastIndex: config.lastIndex });
    let origin = '';
    const whole = { config, code, storage, tables, importLink: linkToImports(config, () => origin) };
    const { functions } = new ImportTasks(this, 'Tasks', whole);
    const evaluation = new Evaluation(this, 'Evaluation', whole);
    const turns = new TurnTasks(this, 'Turns', { code, tables });
    const workflow = new Workflow(this, 'Workflow', {
      functions: { ...functions, ...evaluation.functions, ...turns.functions },
      results: storage.results,
    });
    const { stateMachine } = workflow;
    const intake = new Intake(this, 'Intake', { config, code, storage, tables, stateMachine });
    const recovery = new Recovery(this, 'Recovery', {
      ...whole,
      userImport: stateMachine,
      retentionDays,
      functions: { ...functions, ...turns.functions },
    });
    new Tenancy(this, 'Tenancy', { code, tables, retentionDays });
    const events = new StatusEvents(this, 'Events', whole);
    const webhooks = new Webhooks(this, 'Webhooks', { ...whole, stage, events });
    new SingleUsers(this, 'SingleUsers', { code, tables });
    new Resumption(this, 'Resumption', { code, storage, tables, stateMachine, retentionDays });
    const groupMembersApi = new GroupMembersApi(this, 'GroupMembers', whole);
    const machines = { userImport: stateMachine, recovery: recovery.stateMachine };
    const erasure = new Erasure(this, 'Erasure', { code, retentionDays, storage, tables, ...machines });
    const api = new RollcallApi(this, 'Gateway', {
      ...whole,
      ...machines,
      stage,
      eraseData: erasure.stateMachine,
      deadLetters: deadLetterQueues({ intake, recovery, events, webhooks }),
    });
    ({ origin } = new FrontDoor(this, 'FrontDoor', { ...whole, removalPolicy, page, api: api.http }));
    new Alarms(this, 'Alarms', {
      workflow,
      recovery,
      erasure,
      intake,
      events,
      webhooks,
      functions: [intake.startImport, ...Object.values(functions)],
      topicArn: config.alarmTopicArn,
    });

    acknowledgeFindings(this, { storage, tables, workflow, recovery, erasure });

    // The command line and the one-machine cloud find their way by these names.
    output(this, {
      ...outputsOf(storage, tables),
      PageUrl: `${origin}/`,
      ApiUrl: `${origin}/v1`,
      GroupMembersApiUrl: groupMembersApi.url,
      StateMachineArn: stateMachine.stateMachineArn,
      EventBusName: events.bus.eventBusName,
    });
  }
}

/** Of e-mails. The functions that send them are there before the host of the page is. */
function linkToImports({ importLink }: StageConfig, origin: () => string): string {
  return Lazy.string({ produce: () => importLink ?? `${origin()}/#/imports/{importId}` });
}

/** Where the stack is deployed, if the stage says so. */
function environmentOf({ account, region }: StageConfig): Environment {
  return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
}

function outputsOf({ uploads, results }: Storage, { imports, users, webhooks }: Tables) {
  return {
    UploadsBucketName: uploads.bucketName,
    ResultsBucketName: results.bucketName,
    ImportsTableName: imports.tableName,
    UsersTableName: users.tableName,
    WebhooksTableName: webhooks.tableName,
  };
}

function output(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
