/** Log lines of functions: each must be one JSON document. */
import { logger } from '../../functions/kernel/log/logger.ts';

/** @returns how many there were @throws for a line that is none, with the seed */
export async function linesDuring(work: () => Promise<void>, seed: number): Promise<number> {
  let lines = 0;
  await capturing(work, (text) => {
    for (const line of text.replace(/\n$/, '').split('\n')) {
      lines += 1;
      try {
        JSON.parse(line);
      } catch (cause) {
        throw new Error(`seed ${seed}: a log record is not one line of JSON: ${line}`, { cause });
      }
    }
  });
  return lines;
}

/** Passes both outputs to `take`, and shows none of it. */
export async function capturing(work: () => Promise<void>, take: (text: string) => void): Promise<void> {
  const outputs = [process.stdout, process.stderr];
  const before = outputs.map(({ write }) => write);
  const level = logger.getLevelName();
  const failures: unknown[] = [];
  for (const output of outputs)
    output.write = (chunk: unknown) => {
      try {
        take(String(chunk));
      } catch (error) {
        failures.push(error);
      }
      return true;
    };
  logger.setLogLevel('DEBUG');
  try {
    await work();
  } finally {
    logger.setLogLevel(level);
    for (const [at, output] of outputs.entries()) output.write = before[at] ?? output.write;
  }
  if (failures.length > 0) throw failures[0];
}
