import { I18nProvider, type LanguageCode } from '../i18n/locale.tsx'
import { ThemeProvider } from '../ui/theme/theme-provider.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LaunchedApp } from './launched-app.tsx'
import { StartProblem } from './start-problem.tsx'
import type { StartResult } from './start.ts'

export function App({ result, language }: { readonly result: StartResult; readonly language: LanguageCode }) {
  return (
    <I18nProvider language={language}>
      <ThemeProvider>
        <ErrorBoundary>{result.kind === 'ready' ? <LaunchedApp {...result} /> : <StartProblem result={result} />}</ErrorBoundary>
      </ThemeProvider>
    </I18nProvider>
  )
}
