import { Layout } from '../look/layout.tsx';
import { SignOutForm } from '../look/reader.tsx';
import { LINK_MINUTES } from './link.ts';

/** On AWS and wherever else nobody set up a provider. */
export const NoWayInPage = () => (
  <Layout
    title="Signing in is not set up here"
    lead="Public pages need no sign-in. Everything else stays closed until whoever runs this Shipshape names a provider."
  >
    <p>
      Set the provider’s issuer and client id (<code>oidcIssuer</code> and <code>oidcClientId</code> of the
      deployment, <code>SHIPSHAPE_OIDC_ISSUER</code> and <code>SHIPSHAPE_OIDC_CLIENT_ID</code> on one
      machine), and the secret of the client. docs/signing-in.md says how.
    </p>
  </Layout>
);

/** On one machine without a provider. */
export const AskForLinkPage = () => (
  <Layout
    title="Sign in with a link"
    lead="This Shipshape has no provider to sign in at. A command on its machine prints a link that signs you in."
  >
    <pre class="copy">npm run shipshape -- sign-in --as you@example.com</pre>
    <p class="aside">
      It works once, within {LINK_MINUTES} minutes, for somebody of the catalog. Open it in this browser, and
      you come back to where you were.
    </p>
  </Layout>
);

export const LinkPage = ({ name, address }: { name: string; address: string }) => (
  <Layout title="Sign in" lead={`This link signs you in as ${name}. It works once.`}>
    <form method="post" action={address}>
      <button type="submit" class="main">
        Sign in as {name}
      </button>
    </form>
  </Layout>
);

/** Signed in at the provider, and not known to the catalog. */
export const StrangerPage = ({ because }: { because: string }) => (
  <Layout title="You are signed in, but not in the catalog" lead={because}>
    <p>Until then you see what everybody sees.</p>
    <p>
      <a class="button main" href="/sign-in?again=yes">
        Sign in again
      </a>
    </p>
    <SignOutForm />
  </Layout>
);

/** For a form of an earlier session: the button is of this one. */
export const SignOutPage = () => (
  <Layout
    title="Sign out?"
    lead="You have signed in anew since the page was opened on which you pressed “Sign out”."
  >
    <SignOutForm />
  </Layout>
);

/** Pages of ours may send forms to this host alone, so the provider gets a link, which is followed by itself. */
export const SignedOutPage = ({ address }: { address: string }) => (
  <Layout
    title="You are signed out here"
    lead="The provider still knows you, and ends its own session next."
    goesTo={address}
  >
    <p>
      <a class="button main" href={address}>
        Sign out at {URL.parse(address)?.host ?? 'the provider'}, too
      </a>
    </p>
  </Layout>
);

/** @param to where to go after the next try */
export const SignInFailedPage = ({ message, again }: { message: string; again: string }) => (
  <Layout title="You are not signed in" lead={message}>
    <p>
      <a class="button main" href={again}>
        Sign in again
      </a>
    </p>
  </Layout>
);
