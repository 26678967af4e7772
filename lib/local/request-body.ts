import type { IncomingMessage } from 'node:http';

/** How much of a body that is too large is read and thrown away, so that the sender gets to read the answer. */
const PATIENCE = 16;

/** Reads a body of at most `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
    if (size > most * PATIENCE) request.destroy();
  }
  return size > most ? 'too large' : Buffer.concat(chunks);
}
