import { lazy } from 'react'
import { loadNoOffers } from '../features/search/results/lazy-no-offers.tsx'
import { loadMovingBanner } from '../features/search/moving/lazy-moving-banner.tsx'
import { loadWeekGrid } from '../features/search/week/lazy-week-grid.tsx'
import { loadLaterMessages } from '../i18n/locale.tsx'
import { withLaterMessages } from '../i18n/with-later-messages.ts'
import { loadListFieldAhead } from '../ui/choice/choice-loading.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { untilLoaded } from '../ui/until-loaded.ts'
import { whenIdle } from '../ui/when-idle.ts'
import { IdleQuestion } from './session/idle-question.tsx'
import { SessionEnded } from './session/session-ended.tsx'
import { StorageWarning } from './storage-warning.tsx'
import { UnresolvedUnchecked } from './unresolved-unchecked.tsx'

const load = {
  book: () => import('../features/booking/book-screen.tsx'),
  patient: () => import('../features/patient/choose-patient-screen.tsx'),
  outcome: () => import('../features/booking/outcome-screen.tsx'),
  appointments: () => import('../features/appointments/appointments-screen.tsx'),
  activity: () => import('../features/activity/activity-screen.tsx'),
  appointment: () => import('../features/appointments/appointment-screen.tsx'),
  week: loadWeekGrid,
  ehrSessionEnded: () => import('./session/ehr-session-ended.tsx'),
  endSession: () => import('./session/end-session-dialog.tsx'),
  unresolved: () => import('./unresolved.tsx'),
  menu: () => import('../ui/choice/choice-menu.tsx'),
  // Hours later it may be gone from the web server, and the session would end with its first token.
  renewal: () => import('../smart/renewal.ts'),
  // Asked for when something is wrong already; without it nothing could be reported but that.
  redactor: () => import('../fhir/text/redactor.ts'),
}

/** Screens and dialogs that come after the first one: each is downloaded when it is opened, or before that when nothing else is to do. */
export const ChoosePatientScreen = lazy(async () => ({ default: (await withLaterMessages(load.patient)).ChoosePatientScreen }))
export const BookScreen = lazy(async () => ({ default: (await withLaterMessages(load.book)).BookScreen }))
export const OutcomeScreen = lazy(async () => ({ default: (await withLaterMessages(load.outcome)).OutcomeScreen }))
export const AppointmentsScreen = lazy(async () => ({ default: (await withLaterMessages(load.appointments)).AppointmentsScreen }))
export const ActivityScreen = lazy(async () => ({ default: (await withLaterMessages(load.activity)).ActivityScreen }))
export const AppointmentScreen = lazy(async () => ({ default: (await withLaterMessages(load.appointment)).AppointmentScreen }))
export const EndSessionDialog = lazy(async () => ({ default: (await withLaterMessages(load.endSession)).EndSessionDialog }))
/** Where it can't be had, what stands for it meanwhile stays. */
export const { Part: IdleWarning, load: loadIdleWarning } = lazyPart(
  async () => (await withLaterMessages(() => import('./session/idle-warning.tsx'))).IdleWarning,
  (load) => untilLoaded(load, IdleQuestion),
)
/** The notice that they stand in says what matters without them. */
export const { Part: SchedulingProblemWords } = lazyPart(
  async () => (await withLaterMessages(() => import('./session/scheduling-problem-words.tsx'))).SchedulingProblemWords,
  (load) => untilLoaded(load, () => null),
)
/** Where it can't be had, it is safe to believe that nothing can be sent. */
export const { Part: EhrSessionEnded } = lazyPart(
  async () => (await withLaterMessages(load.ehrSessionEnded)).EhrSessionEnded,
  (load) => untilLoaded(load, SessionEnded),
)
export const { Part: StorageNotice } = lazyPart(
  async () => (await withLaterMessages(() => import('./storage-notice.tsx'))).StorageNotice,
  (load) => untilLoaded(load, StorageWarning),
)
export const Unresolved = lazy(async () => {
  const download = async () => (await withLaterMessages(load.unresolved)).Unresolved
  return { default: await untilLoaded(download, UnresolvedUnchecked) }
})
export const SigningIn = lazy(async () => ({ default: (await withLaterMessages(() => import('./session/signing-in.tsx'))).SigningIn }))
/** Where the start comes to nothing; everything else is of no use then. */
export const StartProblem = lazy(async () => ({ default: (await withLaterMessages(() => import('./start/start-problem.tsx'))).StartProblem }))

/**
 * Downloads what the user will likely open next, so that a connection that is lost meanwhile does no harm: one part after the other,
 * since what is downloaded is run as well, and must not come between the user and what is scrolled or typed.
 */
export async function downloadScreens(): Promise<void> {
  for (const download of [loadListFieldAhead, loadLaterMessages, loadIdleWarning, loadNoOffers, loadMovingBanner, ...Object.values(load)]) {
    await whenIdle()
    // What can't be had now is asked for again when it is opened.
    await download().catch(() => undefined)
  }
}
