import { lazy, Suspense } from 'react'
import { worded } from '../../i18n/worded.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftsOf } from '../../queries/draft.ts'
import { untilLoaded } from '../../ui/until-loaded.ts'

const DraftNotice = lazy(async () => ({ default: (await untilLoaded(() => worded(() => import('./draft-notice.tsx')))).DraftNotice }))

/** After an expired session or a closed window: what the patient's booking that was being typed has come to. Mostly there is none. */
export function UnfinishedDraft() {
  const patient = useCurrentPatient()
  const draft = useDraftsOf(patient.id).data?.find((candidate) => candidate.reasonForVisit || candidate.note || candidate.sentAs)
  if (!draft) return null
  return (
    <Suspense>
      <DraftNotice draft={draft} />
    </Suspense>
  )
}
