/** What the host itself says: one JSON line each, on stderr, so that stdout is for people. */

export type Log = (
  level: 'INFO' | 'WARN' | 'ERROR',
  message: string,
  fields?: Record<string, unknown>,
) => void;

export const logToStderr: Log = (level, message, fields = {}) => {
  const line = JSON.stringify({
    level,
    timestamp: new Date().toISOString(),
    service: 'shipshape-host',
    message,
    ...fields,
  });
  process.stderr.write(`${line}\n`);
};

/** An error in words. What a bundle throws may come from another realm, where `instanceof Error` does not hold. */
export const inWords = (error: unknown): string => String(error);
