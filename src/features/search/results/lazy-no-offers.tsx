import { useLingui } from '@lingui/react/macro'
import { withLaterMessages } from '../../../i18n/with-later-messages.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { untilLoaded } from '../../../ui/until-loaded.ts'

/** Loaded only when needed, since most searches find something. If the part can't be loaded, `NoneReturned` says the bare result. */
export const { Part: NoOffers, load: loadNoOffers } = lazyPart(
  async () => (await withLaterMessages(() => import('./no-offers.tsx'))).NoOffers,
  (load) => untilLoaded(load, NoneReturned),
)

function NoneReturned() {
  const { t } = useLingui()
  return <EmptyState title={t`No free appointment was returned.`} />
}
