import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from 'react-router'
import { useFacts } from '../../queries/appointment-facts.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper, useDraftsOf } from '../../queries/draft.ts'
import { Notice } from '../../ui/notice.tsx'

/** After an expired session or a closed window: the booking that was being typed, to go on with or to drop. */
export function UnfinishedDraft() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const patient = useCurrentPatient()
  const { discard } = useDraftKeeper()
  const draft = useDraftsOf(patient.id).data?.find((candidate) => candidate.reasonForVisit || candidate.note || candidate.sentAs)
  const facts = useFacts(draft ? [draft.offer] : [])
  if (!draft) return null

  return (
    <Notice
      tone="info"
      title={draft.sentAs ? t`A booking was sent and its outcome not seen.` : t`A booking was not finished.`}
      actions={
        <>
          <Button variant="outlined" onClick={() => void navigate(`/book/${draft.id}${draft.search}`)}>
            {draft.sentAs ? <Trans>Show the outcome</Trans> : <Trans>Continue</Trans>}
          </Button>
          {!draft.sentAs && (
            <Button onClick={() => void discard(draft.id)}>
              <Trans>Discard</Trans>
            </Button>
          )}
        </>
      }
    >
      {[facts(draft.offer).when, facts(draft.offer).who.join(', ')].filter(Boolean).join(', ')}
    </Notice>
  )
}
