import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Component, type ReactNode } from 'react'
import { ErrorScreen } from '../ui/error-screen.tsx'

/** The last resort for a mistake of the program itself: says what is safe to believe, and starts anew. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <ProgramError /> : this.props.children
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
        t`If it happens again, tell whoever runs Slotline what you did just before.`,
      ]}
      actions={
        <Button variant="contained" onClick={() => location.reload()}>
          <Trans>Reload</Trans>
        </Button>
      }
    >
      <Trans>This screen could not be shown. Nothing was sent by this mistake.</Trans>
    </ErrorScreen>
  )
}
