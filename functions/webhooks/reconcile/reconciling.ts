import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import type { Github } from '../../kernel/github/client.ts';
import type { Store } from '../../kernel/store/store.ts';

/** What one turn of looking for what was missed works with. */
export interface Reconciling {
  readonly table: Store;
  readonly github: Github;
  /** Puts facts on the bus; throws when it could not. */
  readonly publish: (facts: readonly OutgoingFact[]) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Whether the time of this run is over. */
  readonly isOver: () => boolean;
  /** UTC instant. */
  readonly now: string;
}
