/** The databases that store tests run on: SQLite and, where Java is present, AWS's own DynamoDB Local. */
import { type Engine, embedded } from './databases.ts';

export const engines: readonly Engine[] = [embedded];
