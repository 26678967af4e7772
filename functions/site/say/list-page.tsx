/** `/internal/say`: everything that can be stated on a page, and who may. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../look/layout.tsx';
import { Formats } from '../look/parts.tsx';
import { dataAddress } from '../resource/addresses.ts';
import { NO_QUERY, resource } from '../resource/resource.ts';
import { sayAddress } from './action.ts';
import { ACTIONS } from './actions.ts';

const actionsAnswer = lazy(() =>
  z.object({
    total: z.int(),
    actions: z.array(
      z.object({
        action: z.string(),
        address: z.string(),
        title: z.string(),
        about: z.string(),
        who: z.string().describe('who may state it'),
        fields: z.array(
          z.object({
            name: z.string(),
            label: z.string(),
            hint: z.string().nullable(),
            required: z.enum(['yes', 'no']),
          }),
        ),
      }),
    ),
  }),
);

export const sayable = resource({
  summary: 'Everything that can be stated on a page, with its fields and who may.',
  audience: 'internal',
  query: NO_QUERY,
  value: actionsAnswer,
  read: async () => ({
    total: ACTIONS.size,
    actions: [...ACTIONS].map(([action, { title, about, who, fields }]) => ({
      action,
      address: sayAddress(action),
      title,
      about,
      who,
      fields: fields.map(({ name, label, hint = null, isRequired = false }) => ({
        name,
        label,
        hint,
        required: isRequired ? ('yes' as const) : ('no' as const),
      })),
    })),
  }),
  page: ({ actions }) => (
    <Layout
      title="Say something"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead="What people state about the work. Each form shows what it changes before it is said, and how to take it back."
    >
      <ul class="cards">
        {actions.map(({ action, address, title, about, who }) => (
          <li key={action} class="card">
            <h2 class="name">
              <a href={address}>{title}</a>
            </h2>
            <p>{about}</p>
            <p class="beside">{who}</p>
          </li>
        ))}
      </ul>
      <Formats data={dataAddress('/internal/say')} />
    </Layout>
  ),
});
