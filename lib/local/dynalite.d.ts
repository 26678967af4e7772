/** The part of dynalite that the host uses; the package has no types of its own. */

interface DynaliteOptions {
  /** Directory of the LevelDB database; in memory without it. */
  readonly path?: string;
  readonly createTableMs?: number;
}

declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: DynaliteOptions): Server;
}

declare module 'dynalite/db/index.js' {
  interface Level {
    open(): Promise<void>;
    close(): Promise<void>;
  }

  export function create(options: DynaliteOptions): { readonly db: Level };
}
