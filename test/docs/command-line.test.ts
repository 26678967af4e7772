/** The reference of the command line is what the program says. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withReference } from '../../lib/command/reference.ts';
import { everyCommand } from './program.ts';

describe('docs/command-line.md', () => {
  it('is what `npm run docs` writes', async () => {
    const document = await readFile(join(__dirname, '../../docs/command-line.md'), 'utf8');
    expect(document).toBe(withReference(document, everyCommand()));
  });

  it('is refused without the marks of what is generated', () => {
    expect(() => withReference('# The command line\n', everyCommand())).toThrow(
      'needs each of these lines once',
    );
  });
});
