import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { usePatientChoice } from '../../queries/current-patient.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { askedWords } from './activity-words.ts'

interface AskedForProps {
  readonly row: ActivityRow
  /** The id that `aria-describedby` of the row's buttons refers to. */
  readonly id: string
}

/** What was asked of the server: the kind of request, and the appointment it is about, in its clinic's time. */
export function AskedFor({ row: { activity, facts, before }, id }: AskedForProps) {
  const { t } = useLingui()
  const { patientId } = usePatientChoice()
  const { entry } = activity
  const { kind } = entry.intent
  // The outcome screen shows only the current patient's transactions, and no holds or releases.
  const hasScreen = entry.patientId === patientId && (kind === 'book' || kind === 'modify' || kind === 'cancel')
  const deed = <strong>{t(askedWords(entry))}</strong>
  const place = [facts.what, facts.who.join(', '), facts.where.join('; ')].filter(Boolean).join(' · ')
  return (
    <Box id={id} sx={{ overflowWrap: 'anywhere' }}>
      {hasScreen ? (
        <TextLink to={`/outcome/${encodeURIComponent(entry.id)}`}>{deed}</TextLink>
      ) : (
        deed
      )}
      <Box><Moment facts={facts} /></Box>
      {place && <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{place}</Box>}
      {before && before.when !== facts.when && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          <Trans>before: <Moment facts={before} /></Trans>
        </Box>
      )}
    </Box>
  )
}

/** A time with the name of the clock that shows it. */
function Moment({ facts }: { readonly facts: AppointmentFacts }) {
  if (!facts.when) return <Trans>No time stated</Trans>
  return <>{facts.when} ({zoneName(facts.zone)})</>
}
