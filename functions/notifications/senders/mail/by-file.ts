/** An outbox in a folder: one file a message, for machines without a mail server. A repeat is the same file. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailTransport } from './transport.ts';

export const byFile = (folder: string): MailTransport => ({
  isRepeatable: true,
  async deliver({ id, raw }) {
    const file = join(folder, `${id}.eml`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whoever looks finds a whole message or none.
      await writeFile(`${file}.part`, raw, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { kind: 'sent' };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return { kind: 'failed', because: `the outbox cannot be written to (${code})`, mayHaveArrived: false };
    }
  },
});
