/**
 * Maps the stacks of errors in a bundle to the sources. `--enable-source-maps` would do the same, but reads the map of each
 * file with the file, which is a sixth of a cold start; here a map is read when the stack of an error is.
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
    // Positions in the bundle are better than another error.
    return undefined;
  }
}

/** `(functions/catalog/record/handler.ts:22:5)`, or V8's own text if no map has the position. */
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
