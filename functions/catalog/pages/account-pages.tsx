/** Accounts: who each is, and everything that is said of it under its reference. */
import * as z from 'zod';
import { accountReference } from '../../../events/account-mentions.ts';
import { lazy } from '../../../events/lazy.ts';
import { accountAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Known, Named, Part, Table } from '../../site/look/parts.tsx';
import { Spoken } from '../../site/look/spoken.tsx';
import { Day, Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import {
  type AccountMention,
  type AccountReport,
  accountLine,
  accountReport,
} from '../model/account-report.ts';
import { readAccount, readAccountLines } from '../store/accounts.ts';

const accountsValue = lazy(() => z.object({ total: z.int(), accounts: z.array(accountLine()) }));

const ABOVE = [{ label: 'Accounts', address: '/internal/accounts' }];

export const accounts = resource({
  summary: 'The accounts of the catalog: their references, and who they are.',
  audience: 'internal',
  query: NO_QUERY,
  value: accountsValue,
  read: async ({ store }) => {
    const found = await readAccountLines(store);
    return { total: found.length, accounts: found };
  },
  page: ({ accounts: all }) => (
    <Layout
      title="Accounts"
      lead={`${plural(all.length, 'account')}. Everybody reads the reference alone: never write a name where everybody can read it.`}
    >
      {all.length === 0 ? (
        <Empty>No account is registered: add accounts.yml to the catalog, and import it.</Empty>
      ) : (
        <Table caption="Accounts" head={['Reference', 'Name', 'Also called', 'Gone since']}>
          {all.map(({ account, name, aliases, retiredAt }) => (
            <tr key={account}>
              <th scope="row">
                <a href={accountAddress(account)}>{accountReference(account)}</a>
              </th>
              <td>{name}</td>
              <td>{aliases.join(', ')}</td>
              <td>{retiredAt !== null && <Day at={retiredAt} />}</td>
            </tr>
          ))}
        </Table>
      )}
      <Formats data={dataAddress('/internal/accounts')} />
    </Layout>
  ),
});

const Mention = ({ it: { at, type, about, by, texts } }: { it: AccountMention }) => (
  <li>
    <span>
      {texts.map((text) => (
        <Spoken key={text} text={text} />
      ))}
    </span>
    <span class="beside">
      {type}
      {about !== null && (
        <>
          {' '}
          of <Named of={about.kind} id={about.id} />
        </>
      )}
      , <Moment at={at} />
      {by !== null && `, ${by}`}
    </span>
  </li>
);

const AccountPage = ({ account, name, aliases, address, enrollments, mentions, omitted }: AccountReport) => (
  <Layout
    title={name ?? accountReference(account)}
    above={ABOVE}
    lead={`Spoken of as ${accountReference(account)}: ${plural(enrollments.length, 'word')} on enrolment, ${plural(mentions.length, 'mention')}.`}
  >
    <Known
      rows={[
        ['Also called', aliases.length > 0 && aliases.join(', ')],
        ['Kept at', address !== null && <a href={address}>{address}</a>],
      ]}
    />
    <Part id="enrolment" title="Enrolment" count={enrollments.length}>
      {enrollments.length === 0 ? (
        <Empty>It never joined an early stage: `enroll` does that.</Empty>
      ) : (
        <Table caption="Enrolment" head={['Feature', 'Stage', 'What', 'When']}>
          {enrollments.map(({ feature, stage, is, at }) => (
            <tr key={`${feature} ${at}`}>
              <th scope="row">
                <Named of="feature" id={feature} />
              </th>
              <td>{stage ?? 'not said'}</td>
              <td>{is}</td>
              <td>
                <Day at={at} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Part>
    <Part id="mentions" title="What speaks of it" count={mentions.length}>
      {mentions.length === 0 ? (
        <Empty>Nothing yet: write {accountReference(account)} in a reason, a comment or a title.</Empty>
      ) : (
        <ul class="rows">
          {mentions.map((it) => (
            <Mention key={`${it.at} ${it.type} ${it.texts.join(' ')}`} it={it} />
          ))}
        </ul>
      )}
      {omitted > 0 && <p>{plural(omitted, 'older mention')} not shown.</p>}
    </Part>
  </Layout>
);

export const account = resource({
  summary: 'An account: who it is, what it enrolled in, and everything that speaks of it.',
  audience: 'internal',
  query: NO_QUERY,
  value: accountReport,
  read: ({ store, ids: { account: id = '' } }) => readAccount(store, id),
  known: async ({ store }) => (await readAccountLines(store)).map(({ account: id }) => id),
  page: (report) => AccountPage(report),
});
