/**
 * Who may import whom, in a sentence: a capability imports the events, the kernel, the outline of messages, and the `model/`
 * and `store/` of those it builds on. docs/design.md, "Layout".
 */
const BUILDS_ON = {
  catalog: [],
  verdicts: ['catalog'],
  grades: ['catalog'],
  reviews: ['catalog'],
  webhooks: ['catalog', 'grades'],
  digests: ['catalog', 'verdicts', 'grades', 'reviews'],
  notifications: ['catalog', 'digests'],
};

/** Pages of any capability may also import what all pages share. */
const capabilityRules = Object.entries(BUILDS_ON).map(([name, others]) => ({
  name: `${name}-builds-on`,
  comment: 'See BUILDS_ON.',
  severity: 'error',
  from: { path: `^functions/${name}/` },
  to: {
    path: '^functions/',
    pathNot: [
      `^functions/(${name}|kernel|outline)/`,
      ...others.map((other) => `^functions/${other}/(model|store)/`),
      '^functions/site/(look|resource)/',
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...capabilityRules,
    {
      name: 'no-circles',
      comment: 'A file that needs itself has two meanings in it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'events-know-nobody',
      comment: 'The contracts stand alone: whoever wants to speak with Shipshape can take them.',
      severity: 'error',
      from: { path: '^events/' },
      to: { pathNot: ['^events/', 'node_modules/zod/', '^node:crypto$', '^crypto$'] },
    },
    {
      name: 'models-are-pure',
      comment: 'No AWS, no middy, no clock, no files: time and ids are arguments.',
      severity: 'error',
      from: { path: '^functions/([^/]+/model|outline)/' },
      to: {
        pathNot: [
          '^functions/([^/]+/model|outline)/',
          '^events/',
          'node_modules/zod/',
          'node_modules/temporal-polyfill/',
          'node_modules/@marcbachmann/cel-js/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'verdicts-know-no-grades',
      comment: 'It never blocks: what is judged, and whatever that needs, cannot even see a grade.',
      severity: 'error',
      from: { path: '^functions/verdicts/' },
      to: { path: '^functions/grades/', reachable: true },
    },
    {
      name: 'only-pages-know-the-look',
      comment: 'What pages share is imported by pages.',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/([^/]+/pages|site)/' },
      to: { path: '^functions/site/' },
    },
    {
      name: 'kernel-knows-no-capability',
      comment: 'Everything stands on it.',
      severity: 'error',
      from: { path: '^functions/(kernel|outline)/' },
      to: { path: '^functions/', pathNot: '^functions/(kernel|outline)/' },
    },
    {
      name: 'functions-know-no-host',
      comment: 'The same function runs on AWS and on one machine, and does not know on which.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(lib|bin|test)/' },
    },
    {
      name: 'handlers-by-path',
      comment: 'Hosts name handlers in the wiring, and load or bundle them from there.',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^functions/.+/handler\\.ts$' },
    },
    {
      name: 'nobody-needs-tests',
      comment: 'Product code does not import test code.',
      severity: 'error',
      from: { path: '^(bin|lib|functions|events)/' },
      to: { path: '^test/' },
    },
    {
      name: 'product-needs-dependencies',
      comment: 'What runs at a user is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^(lib|functions|events)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(cdk\\.out|\\.build)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
