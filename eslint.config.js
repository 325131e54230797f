import { defineConfig, globalIgnores } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'e2e/**']

const storage = (name) => ({ name, message: 'What is kept goes through src/record, src/smart for the tab’s session, or src/config for the settings.' })
/** What every file keeps to: an answer is read where its size and depth are limited. */
const restrictedSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'A named export is found by its name everywhere.' },
  { selector: 'ExportAllDeclaration', message: 'Import from the file that defines it.' },
]
/** The app is no party to messages between windows: nobody's origin is to be checked where nobody is heard. */
const windowMessages = [
  { selector: 'CallExpression[callee.name="addEventListener"][arguments.0.value="message"]', message: 'Messages of other windows are not listened to.' },
  {
    selector: 'CallExpression[callee.object.name=/^(?:window|globalThis|self|parent|top|opener)$/][callee.property.name=/^(?:addEventListener|postMessage)$/][arguments.0.value="message"]',
    message: 'Messages of other windows are not listened to.',
  },
  {
    selector: 'CallExpression[callee.object.name=/^(?:window|globalThis|self|parent|top|opener)$/][callee.property.name="postMessage"]',
    message: 'Nothing is told to other windows.',
  },
]
const unboundedReading = {
  selector: 'CallExpression[arguments.length=0][callee.type="MemberExpression"][callee.property.name=/^(?:json|text|blob|bytes|arrayBuffer|formData|getReader)$/]',
  message: 'The body of an answer is read by readText of src/fhir/http/answer-text.ts, which limits it.',
}

const noStorage = ['localStorage', 'sessionStorage', 'indexedDB'].map(storage)

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'test-results', 'playwright-report', 'coverage']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // An event handler may be async; what it rejects with reaches the error boundary as an unhandled rejection, which tests fail on.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Numbers and truth values read well in a template; objects don't.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => setOpen(true)` and `return fail()` say what they do.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A server's JSON may lack what its type promises: guards that look needless to the compiler are wanted here.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A Transport may answer at once; the interface still promises.
      '@typescript-eslint/require-await': 'off',
      // What an abort signal carries as its reason is passed on as it is.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      // `void` in a union says that a callback's answer is ignored.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // `||` is meant where an empty text is as good as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Objects are made by functions and don't know `this`, so their methods may be taken out of them.
      '@typescript-eslint/unbound-method': 'off',
      // `_name` says that something is left out on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A matter of taste: both forms are read at the same speed.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      'no-restricted-globals': ['error', ...noStorage],
      'no-restricted-properties': [
        'error',
        ...noStorage.flatMap(({ name: property, message }) =>
          ['window', 'globalThis', 'self'].map((object) => ({ object, property, message })),
        ),
      ],
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
  { files: ['src/**/*.ts', 'src/**/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    // These read the bodies of requests and of answers.
    ignores: ['src/fhir/http/answer-text.ts', 'src/smart/transport.ts', 'src/record/audit/audited-transport.ts', ...tests],
    rules: { 'no-restricted-syntax': ['error', ...restrictedSyntax, ...windowMessages, unboundedReading] },
  },
  {
    files: ['src/smart/tab-storage.ts', 'src/record/storage/vault.ts', 'src/config/kept-config.ts', 'src/ui/theme/appearance.ts', 'mocks/state/state-shared.ts', ...tests],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: tests,
    rules: {
      // A test says what it expects; where that isn't so, it fails at that place.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['vite.config.ts', 'e2e/playwright.config.ts', 'e2e/build-sandbox.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
