import { worded } from '../../i18n/worded.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'

/** Only a search for another time of an appointment shows it, and that begins on a later screen. */
export const { Part: MovingBanner, load: loadMovingBanner } = lazyPart(
  async () => (await worded(() => import('./moving-banner.tsx'))).MovingBanner,
)
