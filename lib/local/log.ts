/** The log of the host: JSON lines on stderr, so that stdout is for people. */
import { writeSync } from 'node:fs';

type Level = 'INFO' | 'WARN' | 'ERROR';
export type Log = (level: Level, message: string, fields?: Record<string, unknown>) => void;

/** The variable with the log level of the host and its functions. */
export const LOG_LEVEL = 'SHIPSHAPE_LOG_LEVEL';
const DEFAULT_LEVEL = 'WARN';

/** From the least to the most severe; the log of the host itself uses three of them. */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'];
const STDERR = 2;

/** @param said `info`, `WARN`, …; any other word means the default */
export function logToStderr(said = ''): Log {
  const named = LEVELS.indexOf(said.trim().toUpperCase());
  const least = named < 0 ? LEVELS.indexOf(DEFAULT_LEVEL) : named;
  return (level, message, fields) => {
    if (LEVELS.indexOf(level) < least) return;
    const timestamp = new Date().toISOString();
    write(`${JSON.stringify({ level, timestamp, service: 'shipshape-host', message, ...fields })}\n`);
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
