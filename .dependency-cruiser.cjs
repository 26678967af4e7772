/** Who may import whom: docs/design.md, "Layout". */
const FUNCTIONS = '(ingest|record|check|grade|clock|digest|notify|web)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
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
      name: 'domain-is-pure',
      comment:
        'No AWS, no middy, no clock, no files: time and ids are arguments. Of the kernel it may import what is as pure: who a name means, and the parts of ledgers.',
      severity: 'error',
      from: { path: '^functions/domain/' },
      to: {
        pathNot: [
          '^functions/domain/',
          '^functions/kernel/(identity|ledger/parts)\\.ts$',
          '^events/',
          'node_modules/zod/',
          'node_modules/temporal-polyfill/',
          'node_modules/@marcbachmann/cel-js/',
        ],
      },
    },
    {
      name: 'verdicts-know-no-grades',
      comment: 'It never blocks: what is judged, and whatever that needs, cannot even see a grade.',
      severity: 'error',
      from: {
        path: '^functions/(check/|domain/(judge|verdict|verdict-announcements|evidence|exemption|warning|calendar|release|train|project|flag)\\.ts$)',
      },
      to: { path: '^functions/domain/grade/', reachable: true },
    },
    {
      name: 'ledger-knows-no-function',
      comment: 'What is kept does not depend on who asks.',
      severity: 'error',
      from: { path: '^functions/ledger/' },
      to: { path: `^(lib|functions/(runtime|${FUNCTIONS}))/` },
    },
    {
      name: 'functions-know-no-host',
      comment: 'The same function runs on AWS and on one machine, and does not know on which.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(lib|bin|test)/' },
    },
    {
      name: 'functions-meet-through-events',
      comment:
        'Function folders do not import each other: they meet through events, the ledger and the domain.',
      severity: 'error',
      from: { path: `^functions/${FUNCTIONS}/` },
      to: { path: `^functions/${FUNCTIONS}/`, pathNot: '^functions/$1/' },
    },
    {
      name: 'handlers-by-path',
      comment:
        'Hosts name handlers in the wiring; the one-machine host loads them, each when it is needed, in one place.',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '^lib/local/load-function\\.ts$' },
      to: { path: '^functions/[^/]+/handler\\.ts$' },
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
