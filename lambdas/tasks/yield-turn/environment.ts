import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const YieldTurnEnvironment = z.object({ IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE });
