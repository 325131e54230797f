import { wordsOf } from '../../fhir/issues.ts'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useAppointments } from '../../queries/appointments.ts'
import type { useChosenPatientRecord } from '../../queries/current-patient.tsx'
import type { AppointmentQuery } from '../../scheduling/criteria.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { FoundAppointments } from './found-appointments.tsx'
import { LoadFailure } from './load-failure.tsx'
import { NoneReturned } from './none-returned.tsx'
import type { ViewState } from './use-view.ts'
import { useZonesPending } from './use-zones-pending.ts'

interface AppointmentResultsProps {
  readonly state: ViewState
  /** Undefined where there is nothing to ask the server for yet. */
  readonly query: AppointmentQuery | undefined
  readonly record: ReturnType<typeof useChosenPatientRecord>
}

/** The appointments that the server returned for the filters, or why there are none. Loading, failing and empty never look alike. */
export function AppointmentResults({ state, query, record }: AppointmentResultsProps) {
  const { t } = useLingui()
  const found = useAppointments(query)
  const zonesPending = useZonesPending(found.data?.appointments ?? [])
  if (query === undefined) return <NothingAsked state={state} record={record} />
  if (found.isPending || zonesPending) return <LoadingRows label={t`Loading appointments …`} />
  if (!found.data) {
    return (
      <LoadFailure error={found.error} onRetry={() => void found.refetch()}>
        <Trans>No appointments are shown; that does not mean that there are none.</Trans>
      </LoadFailure>
    )
  }
  const { appointments, locations, notices, unreadable, ofOthers, untold } = found.data
  const words = wordsOf(notices)
  return (
    <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {found.isRefetchError && (
        <LoadFailure error={found.error} onRetry={() => void found.refetch()}>
          <Trans>The list below is as it was before, and may be out of date.</Trans>
        </LoadFailure>
      )}
      {words.length > 0 && <Notice tone="info" title={t`The server remarked on this list.`} serverWords={words} />}
      {unreadable > 0 && (
        <Notice
          tone="warning"
          title={t`${plural(unreadable, {
            one: 'One appointment could not be read.',
            other: '# appointments could not be read.',
          })}`}
        >
          <Trans>
            What the server sent does not follow the standard, so it is not shown. The list is not complete: tell your IT department.
          </Trans>
        </Notice>
      )}
      {ofOthers > 0 && (
        <Notice
          tone="warning"
          title={t`${plural(ofOthers, {
            one: 'The server sent one appointment of another patient.',
            other: 'The server sent # appointments of other patients.',
          })}`}
        >
          <Trans>It was asked for this patient’s only, so they are not shown. Tell your IT department.</Trans>
        </Notice>
      )}
      {untold.length > 0 && (
        <Notice
          tone="warning"
          title={t`${plural(untold.length, {
            one: 'One appointment may be another patient’s.',
            other: '# appointments may be other patients’.',
          })}`}
        >
          <Trans>
            The server does not say whose they are, and seems to have looked for everyone’s, so they are not shown. The list is not
            complete: tell your IT department.
          </Trans>
        </Notice>
      )}
      {appointments.length === 0 ? (
        <NoneReturned state={state} />
      ) : (
        <FoundAppointments appointments={appointments} locations={locations} state={state} />
      )}
    </Box>
  )
}

function NothingAsked({ state: { view }, record }: Pick<AppointmentResultsProps, 'state' | 'record'>) {
  const { t } = useLingui()
  if (view.scope === 'practitioner') return <EmptyState title={t`Choose a practitioner to see that day’s appointments.`} />
  if (view.scope === 'place') return <EmptyState title={t`Choose a place to see that day’s appointments.`} />
  if (record.isPending) return <LoadingRows label={t`Loading the patient’s record …`} />
  if (!record.data) {
    return (
      <LoadFailure error={record.error} onRetry={() => void record.refetch()}>
        <Trans>The patient’s record could not be read, so no appointments are shown.</Trans>
      </LoadFailure>
    )
  }
  if (view.from > view.to) {
    return (
      <Typography color="text.secondary">
        <Trans>Nothing is shown: the first day comes after the last one. Correct the days.</Trans>
      </Typography>
    )
  }
  return (
    <Notice tone="warning" title={t`The scheduling server can’t be asked about this patient.`}>
      <Trans>The record has no number that the scheduling server could know the patient by. Ask the records office to add one, then try again.</Trans>
    </Notice>
  )
}
