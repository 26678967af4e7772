/** The log of the host: JSON lines on stderr, so that stdout is for people. */
import { writeSync } from 'node:fs';

type Level = 'INFO' | 'WARN' | 'ERROR';
export type Log = (level: Level, message: string, fields?: Record<string, unknown>) => void;

/** The variable with the log level of the host and its functions. */
export const LOG_LEVEL = 'SHIPSHAPE_LOG_LEVEL';
const DEFAULT_LEVEL = 'WARN';

const RANKS: Readonly<Record<string, number>> = {
  TRACE: 0,
  DEBUG: 0,
  INFO: 1,
  WARN: 2,
  ERROR: 3,
  CRITICAL: 4,
  SILENT: 5,
};
const DEFAULT_RANK = 2;
const STDERR = 2;

/** @param said `info`, `WARN`, …; any other word means the default */
export function logToStderr(said: string | undefined): Log {
  const least = RANKS[said?.trim().toUpperCase() ?? DEFAULT_LEVEL] ?? DEFAULT_RANK;
  return (level, message, fields = {}) => {
    if ((RANKS[level] ?? DEFAULT_RANK) < least) return;
    const line = {
      level,
      timestamp: new Date().toISOString(),
      service: 'shipshape-host',
      message,
      ...fields,
    };
    write(`${JSON.stringify(line)}\n`);
  };
}

/** Synchronously: a line that says why the process ends must be written before it does. */
function write(line: string): void {
  try {
    writeSync(STDERR, line);
  } catch {
    // The pipe is closed or its disk is full: that must not stop the work.
  }
}

/** An error with its name, for logs. */
export const inWords = (error: unknown): string => String(error);

/** The message alone, for people. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Sets the log level of Powertools, which the functions use. They read it when they are loaded, so this comes before any
 * function. It belongs to the process, not to a host; what the environment of the process sets already is left alone.
 */
export function quietTools(environment: NodeJS.ProcessEnv): void {
  process.env.POWERTOOLS_LOG_LEVEL ??= (environment[LOG_LEVEL]?.trim() || DEFAULT_LEVEL).toUpperCase();
  process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
}
