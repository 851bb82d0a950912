// The imports that the layout allows; docs/architecture.md says why. `npm run check` enforces them.

const unitTest = '\\.(test|properties)\\.ts$';
const production = (folder) => ({ path: `^${folder}`, pathNot: unitTest });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that import each other, even if only for types, cannot be read or changed one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-imports-only-shared',
      comment: 'The contract between the programs knows none of them.',
      severity: 'error',
      from: production('shared/'),
      to: { path: '^(services|infra|tests)/' },
    },
    {
      name: 'services-import-only-shared-and-themselves',
      comment: 'Services meet over events and HTTP, never in code.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: unitTest },
      to: { path: '^(services|infra|tests)/', pathNot: '^services/$1/' },
    },
    {
      name: 'infra-imports-only-shared',
      comment: 'Infrastructure runs the services as programs; it does not reach inside them.',
      severity: 'error',
      from: production('infra/'),
      to: { path: '^(services|tests)/' },
    },
    {
      name: 'stack-does-not-know-what-is-made-of-it',
      comment: 'What renders, checks or runs the stack imports it, and not the other way round.',
      severity: 'error',
      from: production('infra/stack/'),
      to: { path: '^infra/(?!stack/)' },
    },
    {
      name: 'unit-tests-of-infra-use-only-test-support',
      comment:
        'A unit test sees what its subject may see, and tests/support; what needs more is a system suite in tests/.',
      severity: 'error',
      from: { path: `^infra/.*${unitTest}` },
      to: { path: '^(services|tests)/', pathNot: '^tests/support/' },
    },
    {
      name: 'unit-tests-of-shared-use-only-test-support',
      comment: 'As above, for shared.',
      severity: 'error',
      from: { path: `^shared/.*${unitTest}` },
      to: { path: '^(services|infra|tests)/', pathNot: '^tests/support/' },
    },
    {
      name: 'unit-tests-of-services-use-only-test-support',
      comment: 'As above, for services.',
      severity: 'error',
      from: { path: `^services/([^/]+)/.*${unitTest}` },
      to: { path: '^(services|infra|tests)/', pathNot: '^(services/$1|tests/support)/' },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'Features build on the platform of the backend, and not the other way round.',
      severity: 'error',
      from: production('services/backend/platform/'),
      to: { path: '^services/backend/(?!platform/)' },
    },
    {
      name: 'runtime-packages-only',
      comment: 'A service has only `dependencies` at run time: see services/Dockerfile.',
      severity: 'error',
      from: { path: '^(shared|services/(?!frontend/))', pathNot: unitTest },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json)$|\\?' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.d.ts', '.json'],
    },
    reporterOptions: { archi: { collapsePattern: '^(services/[^/]+|shared/[^/]+|infra/[^/]+|tests)' } },
  },
};
