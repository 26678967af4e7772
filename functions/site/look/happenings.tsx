/** What deliveries and events were about, and when they came. */
import type { Happening } from '../../kernel/model/happening.ts';
import { Moment } from './words.tsx';

const isLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url);

const named = ({ what, title }: Happening): string => [what, title].filter(Boolean).join(': ');

/** @param count of all of them, of which some are named */
export const Happenings = ({ all, count }: { all: readonly Happening[]; count: number }) => {
  const shown = all.filter((it) => named(it) !== '' || isLink(it.url));
  return shown.length === 0 ? null : (
    <ul class="facts">
      {shown.map((it, at) => (
        <li key={at}>
          {isLink(it.url) ? <a href={it.url}>{named(it) || 'where it happened'}</a> : named(it)}
        </li>
      ))}
      {count > shown.length && <li>and {count - shown.length} more</li>}
    </ul>
  );
};

export const Arrived = ({ firstAt, lastAt }: { firstAt: string; lastAt: string }) => (
  <ul class="facts">
    <li>
      arrived <Moment at={firstAt} />
    </li>
    {lastAt !== firstAt && (
      <li>
        the last one <Moment at={lastAt} />
      </li>
    )}
  </ul>
);
