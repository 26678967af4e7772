/** How people sign in on this host. */
import {
  OIDC_ACCOUNT,
  OIDC_CLIENT_ID,
  OIDC_ISSUER,
  optional,
  PUBLIC_URL,
  SIGN_IN_CONTACT,
  SIGN_IN_LINKS,
} from '../../kernel/environment.ts';

/** The provider of this host. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** The account of the catalog, made of claims: `oidc:{sub}`. */
  readonly account: string;
  /** The address of our pages, where the provider sends people back to. */
  readonly publicUrl: string;
}

export type WayIn =
  | { readonly by: 'provider'; readonly provider: ProviderSettings }
  | { readonly by: 'link' }
  | { readonly by: 'nothing' };

export function wayIn(): WayIn {
  const [issuer, clientId, publicUrl] = [
    optional(OIDC_ISSUER),
    optional(OIDC_CLIENT_ID),
    optional(PUBLIC_URL),
  ];
  if (issuer !== undefined && clientId !== undefined && publicUrl !== undefined) {
    const account = optional(OIDC_ACCOUNT) ?? 'oidc:{sub}';
    return { by: 'provider', provider: { issuer, clientId, account, publicUrl } };
  }
  return { by: optional(SIGN_IN_LINKS) === 'yes' ? 'link' : 'nothing' };
}

/** Whom to ask for an entry in the catalog, as a sentence. */
export const contact = (): string =>
  `Ask ${optional(SIGN_IN_CONTACT) ?? 'whoever keeps the catalog of this Shipshape'} for an entry there, with your e-mail address.`;
