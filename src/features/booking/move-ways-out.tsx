import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { hindranceWords } from '../../i18n/move-words.ts'
import { useDismiss, useWayOut } from '../../queries/activity.ts'
import { useHindranceAtOnce } from '../../queries/moves.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import type { Move } from '../../record/moves/move-stage.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'

interface MoveWaysOutProps {
  readonly move: Move
  readonly next: AppointmentFacts
  readonly before: AppointmentFacts
}

/** The three ways out of a half-done move: finish it, undo it, or hand it over to a colleague with a clear text. */
export function MoveWaysOut({ move, next, before }: MoveWaysOutProps) {
  const { t, i18n } = useLingui()
  const patient = useCurrentPatient()
  const wayOut = useWayOut()
  const dismiss = useDismiss()
  const chosen = wayOut.isPending ? wayOut.variables.way : undefined
  const atOnce = useHindranceAtOnce(move.id)
  const hindrance = wayOut.isIdle ? atOnce : wayOut.data?.hindrance
  const text = [
    t`Please finish this move of an appointment by hand.`,
    patientLine(patientIdentity(patient)),
    move.stage === 'both-booked' ? t`Booked: ${lineOf(next)}` : t`Requested, to be confirmed by the clinic: ${lineOf(next)}`,
    t`Still to be cancelled, once the new time is certain: ${lineOf(before)}`,
  ].join('\n')

  return (
    <>
      {hindrance && <Problem title={i18n._(hindranceWords[hindrance].title)}>{i18n._(hindranceWords[hindrance].meaning)}</Problem>}
      {wayOut.isError && <Problem title={t`The patient’s record could not be read, so nothing was sent.`}>{t`Try again in a moment, or hand the move over.`}</Problem>}
      <BusyButton
        variant="contained"
        busy={chosen !== undefined}
        busyText={chosen === 'undo' ? t`Undoing the move …` : t`Finishing the move …`}
        onClick={() => wayOut.mutate({ move, way: 'finish' })}
      >
        <Trans>Finish the move</Trans>
      </BusyButton>
      <Button variant="outlined" disabled={chosen !== undefined} onClick={() => wayOut.mutate({ move, way: 'undo' })}>
        <Trans>Undo the move</Trans>
      </Button>
      <CopyButton label={t`Copy hand-over text`} text={text} />
      <Button
        disabled={chosen !== undefined || dismiss.isPending}
        onClick={() => dismiss.mutate({ id: move.id, reason: t`Handed over to a colleague` })}
      >
        <Trans>Mark as handed over</Trans>
      </Button>
    </>
  )
}

function Problem({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Box sx={{ flexBasis: '100%' }}>
      <Notice tone="warning" title={title} live="assertive">{children}</Notice>
    </Box>
  )
}

function lineOf({ when, zone, who, where, what }: AppointmentFacts): string {
  return [when, zoneName(zone), ...who, ...where, what].filter(Boolean).join(', ')
}
