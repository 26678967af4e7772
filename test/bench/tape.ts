/** Answers that were given once, given again at once: what is left is the work of one's own. */
import type { DynamoDBDocumentClient, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';

/** Records the answers of a run, and plays them in the same order in every run after that. */
class Tape<Answer> {
  readonly #answers: Answer[] = [];
  #at = 0;
  #replaying = false;

  replay(): void {
    this.#replaying = true;
  }

  async ask(live: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers[this.#at % this.#answers.length];
    this.#at += 1;
    if (this.#replaying && known !== undefined) return known;
    const answer = await live();
    this.#answers.push(answer);
    return answer;
  }
}

/** Ends the recording. */
export type Replay = () => void;

/** Answers before the SDK does anything at all. */
export function tapeCommands({ middlewareStack }: DynamoDBDocumentClient): Replay {
  const tape = new Tape<{ output: ServiceOutputTypes; response: unknown }>();
  middlewareStack.add((next) => (args) => tape.ask(() => next(args)), { step: 'initialize', name: 'tape' });
  return () => tape.replay();
}

/** Answers in place of the network: the SDK marshals, signs and parses as ever. */
export function tapeNetwork({ config }: DynamoDBDocumentClient): Replay {
  const tape = new Tape<Whole>();
  const { requestHandler } = config;
  const handle: typeof requestHandler.handle = async (request, options) => ({
    response: await tape.ask(async () => whole((await requestHandler.handle(request, options)).response)),
  });
  config.requestHandler = Object.assign(Object.create(requestHandler), { handle });
  return () => tape.replay();
}

interface Whole {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** An answer whose body can be read more than once. */
async function whole({
  statusCode,
  headers,
  body,
}: Omit<Whole, 'body'> & { body?: AsyncIterable<Buffer> }): Promise<Whole> {
  const chunks: Buffer[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return { statusCode, headers, body: Buffer.concat(chunks) };
}
