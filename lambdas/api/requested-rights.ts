import * as z from 'zod';
import { PermissionSchema } from '../contracts/permissions.ts';

/** What a request for a key or a session may ask for, besides the role. */
export function requestedRights(of: 'key' | 'session') {
  return {
    permissions: z
      .array(PermissionSchema)
      .max(50)
      .optional()
      .meta({ description: 'Absent: those of the role that your key has as well.' }),
    importTypes: z
      .array(z.string().max(64))
      .min(1)
      .max(20)
      .optional()
      .meta({
        description: `The import types that the ${of} allows. Absent: those of your key. With import types, the ${of} cannot have permissions that are about the whole tenant.`,
      }),
  };
}
