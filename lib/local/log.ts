/** What the host itself says: one JSON line each, on stderr, so that stdout is for people. */
import { writeSync } from 'node:fs';

type Level = 'INFO' | 'WARN' | 'ERROR';
export type Log = (level: Level, message: string, fields?: Record<string, unknown>) => void;

/** The variable that says how much the host and its functions say. */
export const LOG_LEVEL = 'SHIPSHAPE_LOG_LEVEL';
/** What is said by default: what somebody should look at. */
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

/** @param said `info`, `WARN`, …; another word is the default */
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

/** At once, from whichever thread: a line that says why a process ends must not wait for it. */
function write(line: string): void {
  try {
    writeSync(STDERR, line);
  } catch {
    // Nobody reads it, or the disk it goes to is full: that must not stop what it is about.
  }
}

/** An error in words: its name, and what it says. */
export const inWords = (error: unknown): string => String(error);

/** The same for people: what it says alone. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * How much the tools say that functions log and count with; they belong to the process, not to a host. To be called before
 * any function is loaded, for the tools look only then. What the process says already stands.
 */
export function quietTools(environment: NodeJS.ProcessEnv): void {
  process.env.POWERTOOLS_LOG_LEVEL ??= (environment[LOG_LEVEL]?.trim() || DEFAULT_LEVEL).toUpperCase();
  process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
}
