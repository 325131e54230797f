import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { failureWords } from '../../../i18n/failure-words.ts'
import { ProtocolError, type Failure } from '../../../scheduling/failure.ts'
import { Notice } from '../../../ui/notice.tsx'
import { addDays } from '../../../i18n/clinic-time.ts'
import { lengthInDays, type SearchCriteria } from '../criteria/search-criteria.ts'

interface SearchFailureProps {
  readonly error: Error
  readonly criteria: SearchCriteria
  /** Whether some offers were loaded before the failure. */
  readonly hasOffers: boolean
  readonly onRetry: () => void
  readonly onSearch: (criteria: SearchCriteria) => void
}

const fourWeeks = 28

/** Says why there are no offers, or not all of them, by kind of failure, and what the user can do. */
export function SearchFailure({ error, criteria, hasOffers, onRetry, onSearch }: SearchFailureProps) {
  const { t } = useLingui()
  const failure: Failure =
    error instanceof ProtocolError ? error.failure : { kind: 'no-answer', doubt: 'unexpected-content', issues: [] }
  const { title, advice, serverWords } = failureWords(failure)
  const isLong = failure.kind === 'refused' && lengthInDays(criteria) > fourWeeks
  // An unsafe link stays unsafe, and an ended session refuses everything.
  const mayRetry = failure.kind !== 'session-ended' && !(failure.kind === 'unsafe-link' && hasOffers)
  return (
    <Notice
      tone={hasOffers ? 'warning' : 'error'}
      live="assertive"
      title={hasOffers ? t`The rest of the offers could not be loaded. ${title}` : title}
      serverWords={serverWords}
      actions={
        <>
          {isLong && (
            <Button onClick={() => onSearch({ ...criteria, to: addDays(criteria.from, fourWeeks - 1) })}>
              <Trans>Search the first four weeks</Trans>
            </Button>
          )}
          {mayRetry && (
            <Button onClick={onRetry}>
              <Trans>Try again</Trans>
            </Button>
          )}
        </>
      }
    >
      {advice}
    </Notice>
  )
}
