import * as z from 'zod';
import { inApiWords } from '../core/wording/option-words.ts';

/** What is written for people about a file. Where it names an option, callers of the API read the name that the API has. */
export const MessageSchema = z.string().overwrite(inApiWords);
