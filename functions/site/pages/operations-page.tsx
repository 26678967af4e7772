/** Where operations begin: every page that is for people of the organisation alone. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../look/layout.tsx';
import { NO_QUERY, resource } from '../resource/resource.ts';

/** In the order in which somebody looks who was told that something is missing. */
export const OPERATIONS = [
  {
    address: '/internal/deliveries',
    label: 'Deliveries',
    says: 'What other tools sent, and what became of it',
  },
  {
    address: '/internal/waiting',
    label: 'Waiting for a mapping',
    says: 'Work that nothing in the catalog says whose it is',
  },
  {
    address: '/internal/quarantine',
    label: 'Quarantine',
    says: 'What could not be understood, or not be computed',
  },
  {
    address: '/internal/unknown-names',
    label: 'Names nobody knows',
    says: 'What was said of names that nobody has registered',
  },
  {
    address: '/internal/messages',
    label: 'Messages that were given up',
    says: 'What could not be sent to a channel',
  },
  {
    address: '/internal/supported',
    label: 'What is supported where',
    says: 'Every feature, with notes for sales and support',
  },
  { address: '/internal/dead-letters', label: 'Dead letters', says: 'What failed for good in a queue' },
  { address: '/internal/audit', label: 'Who said what', says: 'Of anything, when, and by which way' },
  { address: '/internal/say', label: 'Say something', says: 'Every form, with who may' },
] as const;

const operationsAnswer = lazy(() =>
  z.object({ pages: z.array(z.object({ address: z.string(), label: z.string(), says: z.string() })) }),
);

export const operations = resource({
  summary: 'The pages that are for people of this organisation alone.',
  audience: 'internal',
  query: NO_QUERY,
  value: operationsAnswer,
  read: async () => ({ pages: [...OPERATIONS] }),
  page: ({ pages }) => (
    <Layout
      title="Operations"
      here="/internal"
      lead="For people of this organisation alone: what arrived, what waits for somebody, and what went wrong. Each page says what to do about it."
    >
      <ul class="cards">
        {pages.map(({ address, label, says }) => (
          <li key={address} class="card">
            <h2 class="name">
              <a href={address}>{label}</a>
            </h2>
            <p class="beside">{says}</p>
          </li>
        ))}
      </ul>
    </Layout>
  ),
});
