import type { components } from '../../client/schema.ts';

type Schemas = components['schemas'];
export type StageImport = Schemas['StageImport'];
export type OpenImport = Schemas['OpenStageImport'];
export type StageImportDetails = Schemas['StageImportDetails'];
export type RegisteredTenant = Schemas['RegisteredTenant'];
export type AuditEntry = Schemas['AuditEntry'];
