import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useFacts } from '../../queries/use-facts.ts'
import { useCheckEntries } from '../../queries/activity.ts'
import { usePatientRecords } from '../../queries/patient.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import type { Recorded } from '../../record/recorded.ts'
import { wishedFor } from '../../scheduling/intent.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'

interface LeftUnresolvedProps {
  readonly left: readonly Recorded[]
  /** Called when the user goes to look at them instead. */
  readonly onLeave: () => void
}

/** Outcomes that Slotline won't ask about once the session is over: the user can resolve them now, or hand them over as a text. */
export function LeftUnresolved({ left, onLeave }: LeftUnresolvedProps) {
  const { t } = useLingui()
  const check = useCheckEntries()
  const lines = useLines(left)
  return (
    <Notice
      tone="warning"
      title={t`${plural(left.length, { one: '# outcome is unresolved', other: '# outcomes are unresolved' })}`}
      live="assertive"
      actions={
        <>
          <BusyButton
            variant="outlined"
            busy={check.isPending}
            busyText={t`Asking the server …`}
            onClick={() => check.mutate(left.map(({ entry }) => entry.id))}
          >
            <Trans>Check again</Trans>
          </BusyButton>
          <Button variant="outlined" component={Link} to="/activity" onClick={onLeave}>
            <Trans>Show them</Trans>
          </Button>
          <CopyButton label={t`Copy hand-over text`} text={[t`Unresolved in Slotline:`, ...lines].join('\n')} />
        </>
      }
    >
      <Trans>Once the session is over, Slotline does not ask about them before your next one. Resolve them now, or hand them over.</Trans>
      <Box component="ul" sx={{ pl: 5, mt: 2, display: 'grid', gap: 1 }}>
        {lines.map((line, index) => (
          <li key={left[index]?.entry.id}>{line}</li>
        ))}
      </Box>
    </Notice>
  )
}

/** One line each: what was requested, its state, the appointment and the patient. */
function useLines(left: readonly Recorded[]): string[] {
  const { t } = useLingui()
  const appointments = left.map(({ entry }) => wishedFor(entry.intent))
  const factsOf = useFacts(appointments)
  const patients = usePatientRecords(left.map(({ entry }) => entry.patientId))
  const asked = { book: t`Booking`, modify: t`Change`, cancel: t`Cancellation`, hold: t`Hold`, release: t`Release of a hold` }
  return left.map(({ entry, conclusion }, index) => {
    const patient = patients.get(entry.patientId)
    const facts = factsOf(appointments[index] ?? wishedFor(entry.intent))
    const state = conclusion.kind === 'unknown' ? t`outcome unknown` : t`move half done`
    const what = [facts.when, zoneName(facts.zone), ...facts.who, ...facts.where].filter(Boolean).join(', ')
    const who = patient ? patientLine(patientIdentity(patient)) : t`EHR’s id ${entry.patientId}`
    const request = asked[entry.intent.kind]
    return t`${request}, ${state}: ${what}. ${who}`
  })
}
