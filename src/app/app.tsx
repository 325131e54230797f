import { Suspense } from 'react'
import { I18nProvider, type LanguageCode } from '../i18n/locale.tsx'
import { ThemeProvider } from '../ui/theme/theme-provider.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LaunchedApp } from './launched-app.tsx'
import { StartProblem } from './screens.ts'
import { SigningIn } from './signing-in.tsx'
import type { StartResult } from './start.ts'

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
  if (result.kind === 'redirect') return <SigningIn url={result.url} />
  return (
    <Suspense>
      <StartProblem result={result} />
    </Suspense>
  )
}
