import { fileURLToPath } from 'node:url'

/**
 * Two catalogues: the texts of the first screen, and the later texts, which are downloaded with the screens after it. A text's file
 * decides in which of the two it is.
 */

/** All texts of these folders are later texts, except those of a few files. */
const laterFolders = ['activity', 'appointments', 'booking', 'patient'].map((feature) => `src/features/${feature}`)
const onFirstScreen = ['src/features/booking/unfinished-draft.tsx', 'src/features/patient/current-patient-banner.tsx']
const laterFiles = [
  'src/features/search/moving/moving-banner.tsx',
  'src/features/search/results/no-offers.tsx',
  'src/i18n/move-words.ts',
  'src/i18n/outcome-words.ts',
  'src/app/session/ehr-session-ended.tsx',
  'src/app/session/end-session-dialog.tsx',
  'src/app/session/idle-warning.tsx',
  'src/app/session/left-unresolved.tsx',
  'src/app/session/scheduling-problem-words.tsx',
  'src/app/session/signing-in.tsx',
  'src/app/start/start-problem.tsx',
  'src/app/storage-notice.tsx',
  'src/app/unresolved.tsx',
  'src/ui/status-label.tsx',
]
const tests = ['**/*.test.*', '**/testing/**']
/** All files of a folder except those on the first screen. A catalogue's `exclude` can't have exceptions, so the pattern has them. */
const allBut = (/** @type {string} */ folder) => {
  const kept = onFirstScreen.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1))
  return kept.length === 0 ? `${folder}/**` : `${folder}/!(${kept.join('|')})`
}

/** @type {import('@lingui/conf').LinguiConfig} */
export default {
  locales: ['en'],
  sourceLocale: 'en',
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  catalogs: [
    { path: '<rootDir>/src/i18n/locales/{locale}', include: ['src'], exclude: [...tests, ...laterFiles, ...laterFolders.map(allBut)] },
    {
      path: '<rootDir>/src/i18n/locales/later/{locale}',
      include: [...laterFolders, ...laterFiles],
      exclude: [...tests, ...onFirstScreen],
    },
  ],
  formatOptions: { lineNumbers: false },
}
