import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { navigate } from '../../ui/address/hash-location.ts'
import { actorsOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useIsBeingChanged } from '../../queries/change.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useScopes } from '../../queries/session-state.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { AppointmentReadBack } from './appointment-read-back.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { ChangeDetailsDialog } from './change-details-dialog.tsx'
import { offeredActions, type OfferedActions } from './offered-actions.ts'
import { searchLike } from '../../scheduling/search-like.ts'
import { useDetailRows } from './use-detail-rows.tsx'
import { useOpenDialog } from './use-open-dialog.ts'
import { WhyNotMore } from './why-not-more.tsx'

interface AppointmentDetailsProps {
  readonly appointment: Appointment
  /** Whose appointment it is. */
  readonly patient: CurrentPatient
}

/** While a change waits for its answer, no other may be asked for. */
const beingChanged: OfferedActions = { actions: [], because: 'being-changed' }

/** The appointment read back, and the buttons for what its status and the session allow. */
export function AppointmentDetails({ appointment, patient }: AppointmentDetailsProps) {
  const { t } = useLingui()
  const { server } = useConnection()
  const mayUpdate = useScopes().allows('Appointment', 'u')
  const { open, show, close } = useOpenDialog()
  const facts = useFacts([appointment])(appointment)
  const rows = useDetailRows(appointment, facts)
  const isBeingChanged = useIsBeingChanged(appointment.id)
  const { actions, because } = isBeingChanged && open === undefined ? beingChanged : offeredActions(appointment, mayUpdate)
  const others = actorsOf(appointment, 'Patient').length - 1

  const findLikeIt = (moves: boolean) => {
    const query = searchLike(appointment, server.base)
    if (moves && appointment.id !== undefined) query.set('moves', appointment.id)
    navigate(`/find?${query}`)
  }

  return (
    <Box sx={{ maxWidth: 720, display: 'grid', gap: 4 }}>
      <Box sx={{ mb: -4 }}>
        <PageHeading title={facts.when || t`Appointment without a time`}>{facts.what}</PageHeading>
      </Box>
      <Box sx={{ p: 4, border: 1, borderRadius: 1, borderColor: 'divider', bgcolor: 'background.paper' }}>
        <AppointmentReadBack patient={patient} facts={facts} more={rows} />
      </Box>
      {others > 0 && (
        <Notice
          tone="info"
          title={t`${plural(others, { one: 'One other patient takes part.', other: '# other patients take part.' })}`}
        >
          <Trans>What you change here changes it for everyone.</Trans>
        </Notice>
      )}
      {because && <WhyNotMore because={because} status={appointment.status} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {actions.includes('reschedule') && (
          <Button variant="contained" onClick={() => findLikeIt(true)}>
            <Trans>Reschedule</Trans>
          </Button>
        )}
        {actions.includes('change') && (
          <Button onClick={() => show('details')}>
            <Trans>Change details</Trans>
          </Button>
        )}
        {actions.includes('cancel') && (
          <Button color="error" onClick={() => show('cancel')}>
            <Trans>Cancel appointment</Trans>
          </Button>
        )}
        {appointment.status === 'cancelled' && (
          <Button onClick={() => findLikeIt(false)}>
            <Trans>Find a new time</Trans>
          </Button>
        )}
      </Box>
      {/* Each dialog checks for itself, once, whether the appointment allows it: a change of status must not close a dialog that sends. */}
      {open === 'details' && <ChangeDetailsDialog appointment={appointment} patient={patient} onClose={close} />}
      {open === 'cancel' && <CancelDialog appointment={appointment} patient={patient} onClose={close} />}
    </Box>
  )
}
