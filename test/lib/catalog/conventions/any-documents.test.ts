/** Whatever stands in the files of others, reading them ends, and good documents are read as if they stood alone. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { assembled } from '../../../../lib/catalog/conventions/assemble.ts';
import { backstage } from '../../../../lib/catalog/conventions/backstage.ts';
import { cncf } from '../../../../lib/catalog/conventions/cncf.ts';
import { cortex } from '../../../../lib/catalog/conventions/cortex.ts';
import { documentsIn } from '../../../../lib/catalog/conventions/documents.ts';
import { gathering } from '../../../../lib/catalog/conventions/gathering.ts';
import { gitlab } from '../../../../lib/catalog/conventions/gitlab.ts';
import { opslevel } from '../../../../lib/catalog/conventions/opslevel.ts';
import { anyString } from '../strings.ts';
import { somebody } from './said.ts';

const all = { backstage, cncf, cortex, gitlab, opslevel };
const keys = fc.constantFrom(
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'name',
    'namespace',
    'annotations',
    'spec',
    'owner',
    'lifecycle',
    'profile',
  ],
  ...[
    'memberOf',
    'members',
    'landscape',
    'subcategories',
    'items',
    'project',
    'extra',
    'accepted',
    'graduated',
  ],
  ...[
    'info',
    'x-cortex-tag',
    'x-cortex-owners',
    'x-cortex-git',
    'github',
    'repository',
    'type',
    'email',
    'service',
  ],
  ...[
    'repositories',
    'aliases',
    'tier',
    'product',
    'stages',
    'groups',
    'categories',
    'stage',
    'maturity',
    'available',
  ],
  ...['milestone', 'default_enabled', 'group', 'links', 'url', 'homepage_url', 'repo_url'],
);
const leaves = fc.oneof(
  anyString,
  fc.constantFrom(
    'Component',
    'Group',
    'User',
    'backstage.io/v1alpha1',
    'viable',
    'archived',
    'EMAIL',
    '2022-02-30',
  ),
  fc.constantFrom(null, true, false, 16.1, 0, -1, '', []),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 5, depthSize: 'medium' }, leaves, tie('list'), tie('map')),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  map: fc.dictionary(fc.oneof(keys, anyString), tie('tree'), { maxKeys: 6 }),
}));

function read(name: keyof typeof all, text: string) {
  const into = gathering();
  const documents = documentsIn('a.yml', text);
  all[name].read(documents, into, somebody);
  return assembled(into, documents, 'a.yml');
}

test.each(['backstage', 'cncf', 'cortex', 'gitlab', 'opslevel'] as const)(
  '%s: any documents are read to their end, each problem at a line that is there',
  (name) => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), (values) => {
        const text = values.map((value) => stringify(value)).join('---\n');
        const lines = text.split('\n').length;
        for (const { line, message } of read(name, text).problems) {
          expect(line).toBeLessThanOrEqual(lines);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 150 },
    );
  },
);

const component = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: good}
spec: {owner: team-a}
`;
test('Backstage: no document takes another with it', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const text = `${component}---\n${stringify(value)}---\n${component.replace('good', 'also')}`;
      const found = read('backstage', text).catalog.features ?? new Map();
      expect(found.get('good')).toEqual({ title: 'Good', team: 'team-a' });
      expect(found.get('also')).toEqual({ title: 'Also', team: 'team-a' });
    }),
    { numRuns: 150 },
  );
});
