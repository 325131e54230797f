import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { failureWords } from '../../i18n/failure-words.ts'
import { ProtocolError } from '../../scheduling/failure.ts'
import { Notice } from '../../ui/notice.tsx'

interface LoadFailureProps {
  /** What reading threw. */
  readonly error: unknown
  /** What the failure means here: what is not shown, what was not sent. */
  readonly children: ReactNode
  readonly onRetry?: () => void
}

/** Why something could not be read, by the kind of failure: what happened, what it means, what to do, the server's words. */
export function LoadFailure({ error, children, onRetry }: LoadFailureProps) {
  const { t } = useLingui()
  const { title, advice, serverWords } =
    error instanceof ProtocolError
      ? failureWords(error.failure)
      : { title: t`Something in this page went wrong.`, advice: t`Try again. If it happens again, reload the page.`, serverWords: [] }
  return (
    <Notice
      tone="error"
      title={title}
      live="assertive"
      serverWords={serverWords}
      actions={
        onRetry && (
          <Button onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      <p>{children}</p>
      <p>{advice}</p>
    </Notice>
  )
}
