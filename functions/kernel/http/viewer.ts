/** Who asks for an answer: everybody, a program with a token, or a person who is signed in. */

/** A person as the catalog knows them at this request: roles are looked up, never remembered by a session. */
export interface SignedIn {
  /** Their id in the catalog: `ada`. */
  readonly id: string;
  readonly name: string;
  /** What the policies ask for. */
  readonly actor: {
    readonly names: readonly string[];
    readonly teams: readonly string[];
    readonly roles?: readonly string[] | undefined;
  };
}

export interface Viewer {
  /** Whether they see internal fields. */
  readonly isInternal: boolean;
  /** Absent for everybody, and for a program that speaks for no person. */
  readonly person?: SignedIn;
  /** Whether they may state facts: a token can be for reading alone. */
  readonly mayState: boolean;
  /** What each form of this session has to send back; absent where there is no session. */
  readonly formToken?: string;
  /** Signed in at the provider, but not known to the catalog: why, and whom to ask. */
  readonly stranger?: string;
}

export const EVERYBODY: Viewer = { isInternal: false, mayState: false };
