/** Hosts in memory for the tests of pages: with the demo, with hostile texts, and with nothing. */

import { loadDemo, makeDemoDigests } from '../../lib/local/demo.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { functions } from '../../lib/wiring.ts';
import { change, cut, fact, registered, scheduled, started } from './facts.ts';

/** So many pages as a test asks for are never too many. */
const throttle = { perSecond: 10_000, atOnce: 10_000 };
const unthrottled = functions.map(({ routes = [], ...wiring }) => ({
  ...wiring,
  ...(routes.length > 0 && { routes: routes.map((route) => ({ ...route, throttle })) }),
}));

export const emptyHost = (): Promise<Host> =>
  startHost({ functions: unthrottled, environment: {}, log: () => {}, clock: false });

export async function demoHost(): Promise<Host> {
  const host = await emptyHost();
  await loadDemo(host);
  await makeDemoDigests(host.store);
  return host;
}

/** What others wrote: it acts somewhere, hides something, and has a word that fits no screen. */
const HOSTILE = `"><img src=x onerror=alert(1)> \u202egpj ${'unbreakable'.repeat(12)} 👩‍👩‍👧‍👦`;

export async function hostileHost(): Promise<Host> {
  const host = await emptyHost();
  const [title, org] = [HOSTILE, 'code'];
  await host.publish([
    fact('TeamRegistered', '2024-01-01', { team: 'search', title, org }),
    fact('RubricPublished', '2024-01-01', {
      rubricVersion: '1',
      categories: [
        {
          category: 'docs',
          title: HOSTILE,
          team: 'search',
          policy: 'team',
          criteria: HOSTILE,
          question: HOSTILE,
        },
      ],
    }),
    registered('ranking', '2024-03-05', { team: 'search', title }),
    started('silent', '2024-01-01', { team: 'search', title }),
    started('busy', '2024-01-01', { team: 'search', title }),
    change('busy', '2024-03-10', { title }),
    scheduled('1.0', '2024-03-28'),
    scheduled('2.0', '2099-03-28'),
    fact('ReviewRequested', '2024-03-25', {
      ...{ review: 'review', changeClass: 'blog-post', subject: title, team: 'search' },
      reviewers: ['person:noor'],
    }),
    fact('StarGranted', '2024-03-26', {
      ...{ feature: 'ranking', category: 'docs', side: 'team', rubricVersion: '1', comment: HOSTILE },
    }),
  ]);
  await host.idle();
  await host.publish([cut('1.0', '2024-03-28')]);
  await host.idle();
  await makeDemoDigests(host.store);
  return host;
}
