import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import EventNote from '@mui/icons-material/EventNoteOutlined'
import { addDays, formatShortDate } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { ViewState } from './use-view.ts'

/** An empty answer. It never says that there is nothing: an empty 200 may also mean "not allowed to see" (ITI-118). */
export function NoneReturned({ state: { view, change } }: { readonly state: ViewState }) {
  const { t } = useLingui()
  const locale = dateLocale()
  const [from, to] = view.scope === 'patient' ? [view.from, view.to] : [view.day, view.day]
  const [first, last] = [formatShortDate(from, locale), formatShortDate(to, locale)]
  return (
    <EmptyState
      live
      icon={EventNote}
      title={
        from === to
          ? t`No appointments were returned for ${first}.`
          : t`No appointments were returned for ${first} to ${last}.`
      }
      actions={
        <>
          {view.status.length > 0 && (
            <Button onClick={() => change({ status: [] })}>
              <Trans>Any status</Trans>
            </Button>
          )}
          {view.scope === 'patient' && (
            <Button onClick={() => change({ from: addDays(view.from, -365), to: addDays(view.to, 365) })}>
              <Trans>A year earlier and later</Trans>
            </Button>
          )}
        </>
      }
    >
      <Trans>There may be others outside these filters, or some that the server does not let this session see.</Trans>
    </EmptyState>
  )
}
