import { Layout } from '../look/layout.tsx';
import { Part } from '../look/parts.tsx';
import { FormToken } from '../look/reader.tsx';
import { Day, Moment } from '../look/words.tsx';
import type { Speaking } from './forms.ts';
import { isLive, type PersonalToken, type Scope, scopes } from './personal-tokens.ts';

/** Days; empty is for ever. */
export const LIFETIMES = ['30', '90', '365', ''] as const;

const LIFETIME_WORDS: Readonly<Record<(typeof LIFETIMES)[number], string>> = {
  '30': '30 days',
  '90': '90 days',
  '365': 'a year',
  '': 'until I revoke it',
};

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  read: 'read everything that I may see',
  say: 'read, and state facts in my name',
};

export interface TokensProps {
  readonly viewer: Speaking;
  readonly tokens: readonly PersonalToken[];
  readonly now: string;
  /** A token that was just made: this page alone shows it. */
  readonly made?: string;
  readonly problem?: string | undefined;
  /** What was typed before, and was not taken. */
  readonly typed?: URLSearchParams | undefined;
}

const Made = ({ made }: { made: string }) => (
  <section class="said made" aria-labelledby="made">
    <h2 id="made">Your new token</h2>
    <p>Copy it now. Only its digest is kept, so nobody can show it again.</p>
    <pre class="copy">{made}</pre>
    <p class="aside">Programs send it as Authorization: Bearer …</p>
  </section>
);

const MakeForm = ({ problem, typed }: Pick<TokensProps, 'problem' | 'typed'>) => (
  <form class="fields" method="post" action="/tokens">
    <FormToken />
    {problem !== undefined && (
      <p class="refused" id="problem" role="alert">
        {problem}
      </p>
    )}
    <div class="field">
      <label>
        What is it for?
        <input
          name="name"
          required
          maxLength={80}
          autocomplete="off"
          value={typed?.get('name') ?? ''}
          aria-describedby={problem === undefined ? undefined : 'problem'}
        />
      </label>
    </div>
    <div class="field">
      <label>
        It may
        <select name="scope">
          {scopes.map((scope) => (
            <option key={scope} value={scope} selected={typed?.get('scope') === scope}>
              {SCOPE_WORDS[scope]}
            </option>
          ))}
        </select>
      </label>
    </div>
    <div class="field">
      <label>
        It is valid for
        <select name="days">
          {LIFETIMES.map((days) => (
            <option key={days} value={days} selected={(typed?.get('days') ?? '90') === days}>
              {LIFETIME_WORDS[days]}
            </option>
          ))}
        </select>
      </label>
    </div>
    <p class="actions">
      <button type="submit" class="main">
        Make a token
      </button>
    </p>
  </form>
);

const standing = ({ until, revokedAt, lastUsedAt }: PersonalToken, now: string) => {
  if (revokedAt !== undefined)
    return (
      <>
        revoked <Day at={revokedAt} />
      </>
    );
  const isOver = until !== undefined && Date.parse(until) <= Date.parse(now);
  return (
    <>
      {lastUsedAt === undefined ? (
        'never used'
      ) : (
        <>
          last used <Moment at={lastUsedAt} />
        </>
      )}
      {until !== undefined && (
        <>
          , {isOver ? 'ended' : 'until'} <Day at={until} />
        </>
      )}
    </>
  );
};

const Row = ({ token, now }: Pick<TokensProps, 'now'> & { token: PersonalToken }) => (
  <li>
    <div>
      <strong>{token.name}</strong> <span class="tag">{token.scope}</span>
      <p class="aside">
        made <Day at={token.madeAt} />, {standing(token, now)}
      </p>
    </div>
    {isLive(token, now) && (
      <form method="post" action="/tokens">
        <FormToken />
        <button type="submit" name="revoke" value={token.id}>
          Revoke<span class="unseen"> {token.name}</span>
        </button>
      </form>
    )}
  </li>
);

export const TokensPage = ({ viewer, tokens, now, made, problem, typed }: TokensProps) => (
  <Layout
    title="Your tokens"
    lead={`Programs prove with a token that they work for ${viewer.person.name}. What they state is stated by you, and by your rights.`}
  >
    {made !== undefined && <Made made={made} />}
    {tokens.length > 0 ? (
      <ul class="rows tokens">
        {tokens.map((token) => (
          <Row key={token.id} token={token} now={now} />
        ))}
      </ul>
    ) : (
      <p class="empty">You have no token yet.</p>
    )}
    <Part id="make" title="Make a token">
      <MakeForm problem={problem} typed={typed} />
    </Part>
  </Layout>
);
