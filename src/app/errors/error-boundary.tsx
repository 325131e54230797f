import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Component, type ReactNode } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorScreen } from '../../ui/error-screen.tsx'
import { errorReport, noteError } from './error-report.ts'
import { isFailedImport } from './failed-imports.ts'
import { MissingPart } from '../start/missing-part.tsx'

type Failure = 'part-missing' | 'mistake'

/** The last resort, for a part that could not be downloaded and for a bug. Says what is safe to believe, and offers to start anew. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failure: Failure | undefined }> {
  override state: { readonly failure: Failure | undefined } = { failure: undefined }

  static getDerivedStateFromError(error: unknown): { readonly failure: Failure } {
    return { failure: isFailedImport(error) ? 'part-missing' : 'mistake' }
  }

  override componentDidCatch(error: unknown) {
    void noteError(error)
  }

  override render() {
    switch (this.state.failure) {
      case 'part-missing':
        return <MissingPart />
      case 'mistake':
        return <ProgramError />
      case undefined:
        return this.props.children
    }
  }
}

function ProgramError() {
  const { t } = useLingui()
  return (
    <ErrorScreen
      heading={t`Slotline made a mistake`}
      steps={[
        t`Reload the page. What you typed is kept.`,
        t`If you were booking, look at the patient’s appointments before you book again.`,
        t`If it happens again, send the report to your IT department, with what you did just before. It holds no patient data.`,
      ]}
      actions={
        <>
          <Button variant="contained" onClick={() => location.reload()}>
            <Trans>Reload</Trans>
          </Button>
          <CopyButton label={t`Copy report`} text={() => errorReport(location.hash.slice(1))} />
        </>
      }
    >
      <Trans>This screen could not be shown. What was sent before this may have been done.</Trans>
    </ErrorScreen>
  )
}
