/**
 * The credentials of a function on AWS: those that Lambda puts into its environment. Bundles have this in place of the SDK's
 * chain of providers (lib/bundle.ts), which loads files, single sign-on and a client for each, and finds the same.
 */

/** The SDK and `ses` know by this name that nothing was sent. */
class CredentialsMissingError extends Error {
  override readonly name = 'CredentialsProviderError';
}

/** Under the name and in the shape of the one in `@aws-sdk/credential-provider-node`. */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new CredentialsMissingError(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: Lambda sets them from the role of the function.',
    );
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
