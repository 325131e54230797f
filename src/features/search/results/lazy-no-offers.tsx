import { useLingui } from '@lingui/react/macro'
import { withLaterMessages } from '../../../i18n/with-later-messages.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { untilLoaded } from '../../../ui/until-loaded.ts'

/** Most searches find something. Where its words can't be had, the finding itself is said. */
export const { Part: NoOffers, load: loadNoOffers } = lazyPart(
  async () => (await withLaterMessages(() => import('./no-offers.tsx'))).NoOffers,
  (load) => untilLoaded(load, NoneReturned),
)

function NoneReturned() {
  const { t } = useLingui()
  return <EmptyState title={t`No free appointment was returned.`} />
}
