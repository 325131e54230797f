import EventRepeat from '@mui/icons-material/EventRepeat'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { Appointment } from '../../../fhir/types.ts'
import { formatShortDay } from '../../../i18n/clinic-time.ts'
import { failureWords } from '../../../i18n/failure-words.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { useFacts } from '../../../queries/use-facts.ts'
import { LoadingRows } from '../../../ui/loading-rows.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Moved } from './use-moved-appointment.ts'

/** Names the appointment that is to be moved, or says why it can't be. Shows nothing in a search for a new appointment. */
export function MovingBanner({ id, moved }: { readonly id: string | undefined; readonly moved: Moved }) {
  const { t } = useLingui()
  switch (moved.kind) {
    case 'none':
      return null
    case 'loading':
      return <LoadingRows label={t`Loading the appointment to be moved …`} rows={1} />
    case 'ready':
      return <MovingLine appointment={moved.appointment} />
    case 'failed': {
      const { title, advice, serverWords } = failureWords(moved.failure)
      return (
        <Notice
          tone="error"
          live="assertive"
          title={t`The appointment to be moved could not be loaded. ${title}`}
          serverWords={serverWords}
          actions={
            <>
              <Button onClick={moved.retry}>
                <Trans>Try again</Trans>
              </Button>
              <AppointmentsLink />
            </>
          }
        >
          <p>
            <Trans>It was not changed.</Trans>
          </p>
          <p>{advice}</p>
        </Notice>
      )
    }
    case 'another-patient':
      return (
        <Notice
          tone="error"
          live="assertive"
          title={t`The appointment to be moved belongs to another patient.`}
          actions={<AppointmentsLink />}
        >
          <Trans>It was not changed. Choose that patient first, or look at the appointments of this one.</Trans>
        </Notice>
      )
    case 'nobody-knows-whose':
      return (
        <Notice tone="error" live="assertive" title={t`The server does not say whose appointment is to be moved.`} actions={<AppointmentsLink />}>
          <Trans>It was not changed. Look for it among the appointments of this patient.</Trans>
        </Notice>
      )
    case 'not-booked':
      return (
        <Notice tone="warning" live="assertive" title={t`This appointment can’t be moved.`} actions={<AppointmentLink id={id} />}>
          <Trans>Only the time of a booked appointment can be changed, and this one is not booked, or not any more. Look at it to see how it stands.</Trans>
        </Notice>
      )
  }
}

function MovingLine({ appointment }: { readonly appointment: Appointment }) {
  const facts = useFacts([appointment])(appointment)
  const when = facts.start ? `${formatShortDay(facts.start, facts.zone, dateLocale())} ${facts.times}` : ''
  const what = [when, ...facts.who, ...facts.where].filter(Boolean).join(', ')
  return (
    <Box
      sx={({ vars }) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 3,
        rowGap: 1,
        px: 3,
        py: 2,
        border: 1,
        borderInlineStartWidth: 3,
        borderColor: 'divider',
        borderInlineStartColor: vars.palette.primary.main,
        borderRadius: 1,
        bgcolor: 'background.paper',
      })}
    >
      <EventRepeat aria-hidden sx={{ fontSize: 20, color: 'text.secondary' }} />
      <Box component="p" sx={{ flex: '1 1 240px', typography: 'body1' }}>
        <Trans>
          Moving: <strong>{what}</strong>
        </Trans>
      </Box>
      <Button size="small" component={Link} to={`/appointments/${appointment.id}`}>
        <Trans>Keep the present time</Trans>
      </Button>
    </Box>
  )
}

function AppointmentLink({ id }: { readonly id: string | undefined }) {
  return (
    <Button component={Link} to={`/appointments/${id}`}>
      <Trans>Show the appointment</Trans>
    </Button>
  )
}

function AppointmentsLink() {
  return (
    <Button component={Link} to="/appointments">
      <Trans>Show the appointments</Trans>
    </Button>
  )
}
