/** What is asked of an address, and what the answer is made from. */
import type { Publish } from '../../kernel/http/take-facts.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Surroundings } from '../../kernel/surroundings.ts';

/** What the host gives to all answers. */
export interface Around {
  readonly store: Store;
  readonly publish: Publish;
  /** UTC instant. */
  readonly now: string;
  /** Where people reach this Shipshape, without a slash at its end; absent while the host does not know. */
  readonly publicUrl?: string | undefined;
  /** What the host gave up; absent where a service of its own has it. */
  readonly gaveUp?: Surroundings['gaveUp'];
}

export interface Asked<Query = unknown> extends Around {
  readonly viewer: Viewer;
  /** The parameters of the path, decoded: `{ feature: 'ranking' }`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly query: Query;
  /** IANA: in which days and times are written for this reader. */
  readonly zone: string;
}

/** What every page is framed by, beside what it shows. */
export interface Frame {
  readonly viewer: Viewer;
  /** Path and query, as they were asked for. */
  readonly address: string;
  readonly zone: string;
  readonly now: string;
}
