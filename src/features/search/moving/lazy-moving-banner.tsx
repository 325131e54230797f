import { Trans } from '@lingui/react/macro'
import { withLaterMessages } from '../../../i18n/with-later-messages.ts'
import { lazyPart } from '../../../ui/lazy-part.tsx'
import { untilLoaded } from '../../../ui/until-loaded.ts'

/** Loaded later: only a search for another time of an appointment shows the banner, and such a search begins on a later screen. */
export const { Part: MovingBanner, load: loadMovingBanner } = lazyPart(
  async () => (await withLaterMessages(() => import('./moving-banner.tsx'))).MovingBanner,
  (load) => untilLoaded(load, MovedUnseen),
)

function MovedUnseen() {
  return (
    <p role="alert">
      <Trans>An appointment is being moved, but could not be shown. Reload before you choose a time.</Trans>
    </p>
  )
}
