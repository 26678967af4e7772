/** A channel that writes its messages into a folder, as they would be sent: to look at them before anybody gets one. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailSubject } from '../../outline/html.ts';
import { asMarkdown } from '../../outline/markdown.ts';
import { asSlack } from '../../outline/slack.ts';
import { asText } from '../../outline/text.ts';
import type { Sent } from '../model/retry.ts';
import type { Letter } from '../notify/letter.ts';
import type { Message } from '../store/messages.ts';
import { webhookBody } from './over-http.ts';
import { outlineForAll, outlineInside, type Rendering } from './rendering.ts';

interface Written {
  readonly extension: string;
  readonly text: string;
}

const written: Readonly<Record<Message['kind'], (rendering: Rendering, letter: Letter) => Promise<Written>>> =
  {
    slack: async (rendering, letter) => ({
      extension: 'json',
      text: JSON.stringify(asSlack(await outlineInside(rendering, letter)), null, 2),
    }),
    webhook: async (_rendering, letter) => ({ extension: 'json', text: webhookBody(letter) }),
    github: async (rendering, letter) => ({
      extension: 'md',
      text: asMarkdown(await outlineForAll(rendering, letter)),
    }),
    email: async (rendering, letter) => {
      const outline = await outlineInside(rendering, letter);
      return { extension: 'txt', text: `Subject: ${mailSubject(outline)}\n\n${asText(outline)}` };
    },
  };

/** A repeat writes the same file. */
export async function writeInto(
  folder: string,
  rendering: Rendering,
  letter: Letter,
): Promise<() => Promise<Sent>> {
  const { id, kind } = letter.message;
  const { extension, text } = await written[kind](rendering, letter);
  return () => writtenTo(folder, `${id}.${extension}`, text);
}

/** One file a message; a reader finds a whole one or none. */
export async function writtenTo(folder: string, name: string, content: string | Uint8Array): Promise<Sent> {
  const file = join(folder, name);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, content, { mode: 0o600 });
    await rename(`${file}.part`, file);
    return { kind: 'sent' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { kind: 'failed', because: `the outbox cannot be written to (${code})`, mayHaveArrived: false };
  }
}
