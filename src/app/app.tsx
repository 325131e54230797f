import { Suspense } from 'react'
import { I18nProvider, type LanguageCode } from '../i18n/locale.tsx'
import { ThemeProvider } from '../ui/theme/theme-provider.tsx'
import { ErrorBoundary } from './errors/error-boundary.tsx'
import { LaunchedApp } from './launched-app.tsx'
import { SigningIn, StartProblem } from './screens.ts'
import type { StartResult } from './start/start.ts'

export function App({ result, language }: { readonly result: StartResult; readonly language: LanguageCode }) {
  return (
    <I18nProvider language={language}>
      <ThemeProvider>
        <ErrorBoundary>
          <Started result={result} />
        </ErrorBoundary>
      </ThemeProvider>
    </I18nProvider>
  )
}

function Started({ result }: { readonly result: StartResult }) {
  if (result.kind === 'ready') return <LaunchedApp {...result} />
  return <Suspense>{result.kind === 'redirect' ? <SigningIn url={result.url} /> : <StartProblem result={result} />}</Suspense>
}
