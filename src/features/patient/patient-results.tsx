import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Patient } from '../../fhir/types.ts'
import { failureWords } from '../../i18n/failure-words.ts'
import type { usePatientSearch } from '../../queries/patient.ts'
import { ProtocolError, type Failure } from '../../scheduling/failure.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordState, sameNamed } from './patient-records.ts'
import { PatientRow } from './patient-row.tsx'
import { RecordWarning } from './record-warning.tsx'

interface PatientResultsProps {
  readonly query: ReturnType<typeof usePatientSearch>
  readonly onChoose: (patient: Patient) => void
}

/** The patients found, one button each. The button of a record that isn't usable opens a warning and doesn't choose it. */
export function PatientResults({ query, onChoose }: PatientResultsProps) {
  const { t } = useLingui()
  const [opened, setOpened] = useState<Patient>()
  const { data, error } = query
  if (error) return <SearchFailed error={error} onRetry={() => void query.refetch()} />
  if (!data) return <LoadingRows label={t`Looking for patients …`} rows={4} />
  if (data.resources.length === 0) {
    return (
      <EmptyState live title={t`No patient was returned.`}>
        <Trans>
          Check the spelling, or try less: the family name alone, its first letters, or the record number. A patient you may not
          see is not returned either.
        </Trans>
      </EmptyState>
    )
  }

  const namesakes = sameNamed(data.resources)
  const choose = (patient: Patient) => {
    if (recordState(patient) === 'usable') onChoose(patient)
    else setOpened(opened === patient ? undefined : patient)
  }
  return (
    <div>
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary', mb: 2 }}>
        {data.more
          ? t`${plural(data.resources.length, {
              one: '# patient is shown; there are more. Add the birth date or a first name to narrow the search.',
              other: '# patients are shown; there are more. Add the birth date or a first name to narrow the search.',
            })}`
          : t`${plural(data.resources.length, { one: '# patient', other: '# patients' })}`}
      </Box>
      <Box
        component="ul"
        aria-label={t`Patients found`}
        sx={{ listStyle: 'none', p: 0, borderTop: 1, borderColor: 'divider', bgcolor: 'background.paper' }}
      >
        {data.resources.map((patient, index) => (
          <li key={patient.id ?? index}>
            <PatientRow patient={patient} isNamesake={namesakes.has(patient)} isOpen={opened === patient} onChoose={choose} />
            {opened === patient && (
              <Box sx={{ py: 2 }}>
                <RecordWarning patient={patient} onChoose={onChoose} onLeave={() => setOpened(undefined)} />
              </Box>
            )}
          </li>
        ))}
      </Box>
    </div>
  )
}

function SearchFailed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const failure: Failure =
    error instanceof ProtocolError ? error.failure : { kind: 'no-answer', doubt: 'unexpected-content', issues: [] }
  const { title, advice, serverWords } = failureWords(failure)
  return (
    <Notice
      tone="error"
      live="assertive"
      title={title}
      serverWords={serverWords}
      actions={
        failure.kind === 'session-ended' ? undefined : (
          <Button onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      {advice}
    </Notice>
  )
}
