import { wordsOf } from '../../fhir/issues.ts'
import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { textsOf, type AppointmentTexts } from '../../fhir/appointment-texts.ts'
import { subjectOf, wishedFor, type Intent } from '../../scheduling/intent.ts'
import type { ReportedKind } from '../../i18n/outcome-words.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftsOf } from '../../queries/drafts/draft.ts'
import type { Recorded } from '../../record/recorded.ts'
import { isDismissed } from '../../record/journal.ts'
import type { Appointment } from '../../fhir/types.ts'
import { OutcomePanel } from '../../ui/outcome-panel.tsx'
import { BookingReadBack } from './booking-read-back.tsx'
import { OutcomeActions } from './outcome-actions.tsx'
import { outcomeHeading } from './outcome-heading.ts'
import { StillUnderWay } from './still-under-way.tsx'
import { TakenOtherwise } from './taken-otherwise.tsx'
import { useFinishedDraft } from './use-finished-draft.ts'

interface OutcomeReportProps {
  readonly recorded: Recorded
  /** The entry in the address. It may differ from `recorded`: a request that repeats an earlier one has that one's outcome. */
  readonly entryId: string
}

/** One outcome: its heading and meaning, the server's own words, the appointment read back, and the next steps. */
export function OutcomeReport({ recorded, entryId }: OutcomeReportProps) {
  const { i18n } = useLingui()
  const patient = useCurrentPatient()
  const { entry, conclusion } = recorded
  const intent: Intent = entry.intent
  const kind = reportedKind(intent)
  const words = outcomeHeading(kind, conclusion)
  const appointment = shownAppointment(recorded)
  const before = intent.kind === 'modify' ? intent.original : undefined
  const asked = wishedFor(intent)
  const facts = useFacts([appointment, ...(before ? [before] : [])])
  const draft = useDraftsOf(patient.id).data?.find(({ sentAs }) => sentAs === entryId || sentAs === entry.id)
  const isAccepted = conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation'
  useFinishedDraft(isAccepted || isDismissed(entry) ? draft?.id : undefined)

  return (
    <OutcomePanel
      tone={words.tone}
      heading={i18n._(words.heading)}
      messages={wordsOf(conclusion.issues)}
      details={
        <>
          {isAccepted && kind !== 'cancel' && <TakenOtherwise asked={asked} taken={appointment} />}
          <BookingReadBack
            patient={patient}
            facts={facts(appointment)}
            texts={typedTexts(intent, appointment)}
            {...(before ? { before: facts(before) } : {})}
          />
          <StillUnderWay recorded={recorded} />
          {conclusion.kind === 'not-done' && kind === 'book' && (
            <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
              <Trans>This is what was asked for. It is not booked.</Trans>
            </Typography>
          )}
        </>
      }
      actions={<OutcomeActions recorded={recorded} kind={kind} draft={draft} facts={facts(appointment)} />}
    >
      {i18n._(words.meaning)}
    </OutcomePanel>
  )
}

function reportedKind({ kind }: Intent): ReportedKind {
  return kind === 'modify' || kind === 'cancel' ? kind : 'book'
}

/** The appointment as the server holds it, where that is known, else as it was asked for; for a failed change, as it was. */
function shownAppointment({ conclusion, entry }: Recorded): Appointment {
  const wished = wishedFor(entry.intent)
  if (conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation') return { ...wished, ...conclusion.appointment }
  if (conclusion.kind === 'not-done' && entry.intent.kind === 'modify') return conclusion.current ?? subjectOf(entry.intent)
  return wished
}

/** What was typed for a new booking. A changed or cancelled appointment carries its own texts. */
function typedTexts(intent: Intent, appointment: Appointment): AppointmentTexts {
  if (intent.kind !== 'book') return textsOf(appointment)
  return { reasonForVisit: intent.reasonForVisit ?? '', note: intent.note ?? '' }
}
