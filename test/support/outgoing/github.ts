/** A GitHub that has issues with comments, branches and checks. */
import * as z from 'zod';
import { type Got, type Receiver, startReceiver } from './receiver.ts';

export interface FakeComment {
  readonly id: number;
  body: string;
}

export interface FakeCheck {
  readonly head_sha: string;
  readonly external_id: string;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string;
  readonly output: { readonly title: string; readonly summary: string };
}

export interface FakeGithub extends Receiver {
  /** Of issue 7 of acme/app. */
  readonly comments: FakeComment[];
  readonly checks: FakeCheck[];
  /** The newest commit of the branch main. */
  head: string;
  /** Writes that were answered, as `POST /repos/acme/app/issues/7/comments`. */
  readonly writes: string[];
}

const said = z.object({ body: z.string() });
const check = z.object({
  head_sha: z.string(),
  external_id: z.string(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string(),
  output: z.object({ title: z.string(), summary: z.string() }),
});

export async function startGithub(): Promise<FakeGithub> {
  const state = {
    comments: [] as FakeComment[],
    checks: [] as FakeCheck[],
    writes: [] as string[],
    head: 'a'.repeat(40),
  };
  const receiver = await startReceiver((got, response) => {
    const [status, value] = answerTo(state, got);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  });
  return Object.assign(state, receiver);
}

type State = Pick<FakeGithub, 'comments' | 'checks' | 'head' | 'writes'>;

type Answer = readonly [status: number, value: unknown];

function answerTo(state: State, got: Got): Answer {
  const { pathname, searchParams } = new URL(got.path, 'http://github');
  if (got.headers.authorization !== 'Bearer token') return [401, {}];
  const call = `${got.method} ${pathname}`;
  if (got.method !== 'GET') state.writes.push(call);
  const [, comment] = /^PATCH \/repos\/acme\/app\/issues\/comments\/(\d+)$/.exec(call) ?? [];
  const [, sha] = /^GET \/repos\/acme\/app\/commits\/(\w+)\/check-runs$/.exec(call) ?? [];
  if (comment !== undefined) return change(state, Number(comment), got);
  if (sha !== undefined)
    return [200, { check_runs: state.checks.filter(({ head_sha }) => head_sha === sha) }];
  switch (call) {
    case 'GET /repos/acme/app/issues/7/comments': {
      const size = Number(searchParams.get('per_page'));
      const from = (Number(searchParams.get('page')) - 1) * size;
      return [200, state.comments.slice(from, from + size)];
    }
    case 'POST /repos/acme/app/issues/7/comments':
      state.comments.push({ id: state.comments.length + 1, ...said.parse(JSON.parse(got.body)) });
      return [201, {}];
    case 'GET /repos/acme/app/git/ref/heads/main':
      return [200, { object: { sha: state.head } }];
    case 'POST /repos/acme/app/check-runs':
      state.checks.push(check.parse(JSON.parse(got.body)));
      return [201, {}];
    default:
      return [404, {}];
  }
}

function change({ comments }: State, id: number, got: Got): Answer {
  const found = comments.find((one) => one.id === id);
  if (found === undefined) return [404, {}];
  found.body = said.parse(JSON.parse(got.body)).body;
  return [200, {}];
}
