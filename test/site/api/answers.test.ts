/** Every answer for programs is read by the schema that describes it, for everybody and for people inside, over the demo. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dataAddress } from '../../../functions/site/resource/addresses.ts';
import { envelopeSchema } from '../../../functions/site/resource/answer-schema.ts';
import { RESOURCES } from '../../../functions/site/web/addresses.ts';
import { loadDemo } from '../../../lib/local/demo.ts';
import { type Asking, askedHost } from './private-host.ts';

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost();
  await loadDemo(asking.host);
}, 240_000);
afterAll(() => asking.host.stop());

/** One that there is in the demo, in place of each parameter. */
const KNOWN: Readonly<Record<string, string>> = {
  feature: 'sidecar-containers',
  project: 'sidecar-containers',
  release: 'kubernetes-1.30',
  train: 'kubernetes',
  team: 'sig-node',
  section: 'features',
  change: 'none',
  org: 'kubernetes',
};

const addressOf = (path: string) =>
  dataAddress(path).replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(KNOWN[name] ?? name));

it.each(Object.keys(RESOURCES))('the JSON of %s is as its schema says, with no key more', async (path) => {
  const load = Object.entries(RESOURCES).find(([each]) => each === path)?.[1];
  const resource = await load?.();
  const address = addressOf(path);
  for (const audience of ['everybody', 'internal'] as const) {
    const answer = await (audience === 'internal' ? asking.ask(address) : asking.askAs(undefined, address));
    const body: unknown = await answer.json();
    if (answer.status === 404) {
      // A name that the demo does not have: the answer is a problem.
      expect(body).toMatchObject({ type: 'about:blank', status: 404, code: expect.any(String) });
      continue;
    }
    if (audience === 'everybody' && resource?.audience === 'internal') expect(answer.status).toBe(401);
    else {
      expect([address, answer.status]).toEqual([address, 200]);
      const shape = resource && envelopeSchema(resource.value(), audience);
      expect(shape?.safeParse(body).error?.message).toBeUndefined();
      expect(answer.headers.get('etag')).toMatch(/^W\//);
      const again = await asking.askAs(
        audience === 'internal' ? `Bearer ${asking.host.apiToken}` : undefined,
        address,
        { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } },
      );
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  }
});
