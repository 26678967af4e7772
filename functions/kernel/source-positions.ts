/**
 * Says of errors in a bundle where in the sources they come from. Node would do so by itself with `--enable-source-maps`,
 * and read the map of each file when it loads the file: of a cold start, a sixth. Here a map is read when the stack of
 * an error is, which is when something is logged.
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Whoever asks has an error already, and its positions in the bundle say more than none.
    return undefined;
  }
}

/** `(functions/catalog/record/handler.ts:22:5)`, or as V8 says it where no map knows better. */
function positionOf(site: NodeJS.CallSite): string {
  const [file, line, column] = [site.getFileName(), site.getLineNumber(), site.getColumnNumber()];
  if (typeof file !== 'string' || !file.endsWith('.cjs') || line === null || column === null)
    return `${site}`;
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return `${site}`;
  return `(${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1})`;
}

Error.prepareStackTrace = (error, sites) =>
  [String(error), ...sites.map((site) => `    at ${positionOf(site)}`)].join('\n');
