/**
 * Who may import whom. Rules are about folders, so that they cover a new feature, screen or module from its first file on. Type
 * imports count, since they couple as much as others.
 */

/** From the bottom up; each layer may use those below it. */
const layers = ['fhir', 'scheduling', 'record', 'queries', 'features', 'app']
/** The folders beside the layers: which folders of `src` each may use, apart from itself. */
const sideFolders = {
  config: ['fhir'],
  smart: ['fhir', 'config'],
  i18n: ['fhir', 'scheduling', 'record'],
  ui: ['fhir', 'i18n'],
}
/** The layer from which on a side folder may be used. */
const usableFrom = { config: 'queries', smart: 'queries', i18n: 'queries', ui: 'features' }

const tests = '\\.test\\.tsx?$|/testing/'
const folder = (...names) => `^src/(?:${names.join('|')})/`

const allowedFor = (layer) => [
  ...layers.slice(0, layers.indexOf(layer) + 1),
  ...Object.keys(usableFrom).filter((side) => layers.indexOf(layer) >= layers.indexOf(usableFrom[side])),
]

const oneWay = [...layers.map((layer) => [layer, allowedFor(layer)]), ...Object.entries(sideFolders)].map(([name, below]) => ({
  name: `${name}-imports-below`,
  comment: `src/${name} imports only ${[...new Set([name, ...below])].join(', ')}.`,
  severity: 'error',
  from: { path: folder(name), pathNot: tests },
  to: { path: '^src/', pathNot: folder(name, ...below) },
}))

/** A package that only one place may know, so that it can be replaced there. */
const onlyIn = (name, packages, places) => ({
  name: `${name}-only-there`,
  comment: `${packages.join(', ')}: only in ${places.join(', ')}.`,
  severity: 'error',
  from: { path: '^(src|mocks|e2e|bench|scripts|deploy)/', pathNot: [tests, ...places] },
  to: { path: packages.map((each) => `node_modules/${each}(/|$)`) },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'features-are-apart',
      comment: 'A feature never imports another feature; what two of them need lies below, what joins them lies in app.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'search-one-way',
      comment: 'Inside the search: criteria, offers, list and week know nothing of the results that show them.',
      severity: 'error',
      from: { path: '^src/features/search/(criteria|offers|list|week)/', pathNot: tests },
      to: { path: '^src/features/search/(results|moving|[^/]+$)' },
    },
    {
      name: 'changes-through-the-recorder',
      comment: 'A request that changes something is written down before it is sent, and its outcome after.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/record/recorder\\.ts$'] },
      to: { path: '^src/scheduling/attempt\\.ts$' },
    },
    {
      name: 'changes-by-the-recorder-only',
      comment: 'Who has no request that changes something can send none past the record.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/queries/recorder\\.ts$', '^src/scheduling/[^/]+/dialect\\.ts$'] },
      to: { path: '^src/scheduling/[^/]+/(dialect|book-request|hold-request)\\.ts$' },
    },
    {
      name: 'mocks-know-types-only',
      comment: 'A simulator that shares code with the app would share its mistakes.',
      severity: 'error',
      from: { path: '^mocks/' },
      to: { path: '^src/', pathNot: '^src/fhir/types\\.ts$' },
    },
    {
      name: 'mocks-stay-out-of-the-app',
      comment: 'Only the two entry pages, in development, and tests reach the simulator.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/app/main\\.tsx$', '^src/features/launch/launch-page\\.ts$'] },
      to: { path: '^mocks/' },
    },
    {
      name: 'mocks-on-demand',
      comment: 'A static import would ship the simulator with the production build.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^mocks/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'tests-stay-out-of-the-app',
      comment: 'The product never imports a test, its harness, the browser tests or the bench.',
      severity: 'error',
      from: { path: '^(src|mocks)/', pathNot: tests },
      to: { path: [tests, '^e2e/', '^bench/'] },
    },
    {
      name: 'e2e-from-outside',
      comment: 'Browser tests see the app through the browser only.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^src/' },
    },
    onlyIn('fhirclient', ['fhirclient'], ['^src/smart/']),
    onlyIn('query-cache', ['@tanstack/react-query'], ['^src/queries/', '^bench/pages/']),
    onlyIn('indexed-db', ['idb'], ['^src/record/']),
    onlyIn('valibot', ['valibot'], ['^src/(fhir|smart|config)/', '^mocks/', '^scripts/config-reference']),
    onlyIn('browser-driver', ['@playwright/test', '@axe-core/playwright'], ['^e2e/', '^scripts/', '^bench/']),
    {
      name: 'core-without-react',
      comment: 'What is below the features knows neither React nor the browser’s page.',
      severity: 'error',
      from: { path: folder('fhir', 'scheduling', 'record', 'smart', 'config'), pathNot: tests },
      to: { path: 'node_modules/(react|react-dom|wouter|@mui|@emotion|@lingui|@tanstack)(/|$)' },
    },
    {
      name: 'launch-page-is-tiny',
      comment: 'launch.html stands between the EHR and the app on every launch: it loads no React and no MUI.',
      severity: 'error',
      from: { path: '^src/features/launch/launch-page\\.ts$' },
      to: {
        path: 'node_modules/(react|react-dom|wouter|@mui|@emotion|@lingui|@tanstack)(/|$)',
        reachable: true,
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one, or hide a third.',
      severity: 'error',
      from: { path: '^(src|mocks|e2e|bench|scripts|deploy)/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports and that imports nobody does nothing.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(src|mocks|e2e|bench)/',
        pathNot: ['\\.d\\.ts$', '\\.(test|spec)\\.tsx?$', '\\.(css|po)$', '^bench/pages/'],
      },
      to: {},
    },
    {
      name: 'only-declared-packages',
      comment: 'What is not in package.json is there by accident.',
      severity: 'error',
      from: { path: '^(src|mocks|e2e|bench|scripts|deploy)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: { path: '^(src|mocks|e2e|bench|scripts|deploy)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'product-without-tools',
      comment: 'The product runs without what is installed for development only.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The peers that Slotline is measured against are installed only by the bench.
    exclude: { path: '\\.(css|po)$|^bench/(peers|node_modules)/' },
    tsPreCompilationDeps: true,
    // The bench has a package file of its own for its peers, and shares everything else with the product.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'types', 'node', 'default'] },
  },
}
