import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { navigate } from '../../ui/address/hash-location.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useIsBeingSent } from '../../queries/change.ts'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { useRecorded } from '../../queries/journal.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { focusMain } from '../../ui/focus-main.ts'
import { Notice } from '../../ui/notice.tsx'
import { goneOnWith } from './another-time.ts'
import { NotWrittenDown } from './not-written-down.tsx'

/** A booking that was left: the user goes on with it, discards it, or sees what became of it. */
export function DraftNotice({ draft }: { readonly draft: Draft }) {
  return draft.sentAs === undefined ? <Unfinished draft={draft} conclusion={undefined} /> : <Sent draft={draft} entryId={draft.sentAs} />
}

/** A booking that was sent and failed counts as unfinished, like one that was never sent. */
function Sent({ draft, entryId }: { readonly draft: Draft; readonly entryId: string }) {
  const { t } = useLingui()
  const recorded = useRecorded(entryId)
  const isBeingSent = useIsBeingSent(entryId)
  if (recorded.isPending) return null
  const { conclusion } = recorded.data ?? {}
  if (!conclusion && !isBeingSent) return <NotWrittenDown draft={draft} onGoOn={() => navigate(`/book/${draft.id}${draft.search}`)} />
  if (conclusion?.kind === 'not-done') return <Unfinished draft={draft} conclusion={conclusion} />
  return (
    <Notice
      tone="info"
      title={t`A booking was sent, and its outcome was not seen.`}
      actions={
        <Button variant="outlined" onClick={() => navigate(`/outcome/${entryId}`)}>
          <Trans>Show the outcome</Trans>
        </Button>
      }
    >
      <ChosenTime draft={draft} />
    </Notice>
  )
}

interface UnfinishedProps {
  readonly draft: Draft
  /** The outcome of its booking, where it was sent. */
  readonly conclusion: Conclusion | undefined
}

function Unfinished({ draft, conclusion }: UnfinishedProps) {
  const { t } = useLingui()
  const { update, discard } = useDraftKeeper()
  const goOn = async () => {
    await update(draft.id, (current) => goneOnWith(current, conclusion))
    navigate(`/book/${draft.id}${draft.search}`)
  }
  const drop = () => {
    focusMain()
    // Its hold isn't given back but lapses by itself, because another tab may be using it.
    void discard(draft.id)
  }
  return (
    <Notice
      tone="info"
      title={t`A booking was not finished.`}
      actions={
        <>
          <Button variant="outlined" onClick={() => void goOn()}>
            <Trans>Continue</Trans>
          </Button>
          <Button onClick={drop}>
            <Trans>Discard</Trans>
          </Button>
        </>
      }
    >
      <ChosenTime draft={draft} />
    </Notice>
  )
}

function ChosenTime({ draft: { offer } }: { readonly draft: Draft }) {
  const { when, who } = useFacts([offer])(offer)
  return [when, who.join(', ')].filter(Boolean).join(', ')
}
