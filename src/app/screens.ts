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
  // Downloaded ahead: hours later it may be gone from the web server, and the session would end with its first token.
  renewal: () => import('../smart/renewal.ts'),
  // Downloaded ahead: it is needed when something is wrong already, and without it a report has no details.
  redactor: () => import('../fhir/text/redactor.ts'),
}

/** Screens and dialogs after the first one. Each is downloaded when it is opened, or earlier when the browser is idle. */
export const ChoosePatientScreen = lazy(async () => ({ default: (await withLaterMessages(load.patient)).ChoosePatientScreen }))
export const BookScreen = lazy(async () => ({ default: (await withLaterMessages(load.book)).BookScreen }))
export const OutcomeScreen = lazy(async () => ({ default: (await withLaterMessages(load.outcome)).OutcomeScreen }))
export const AppointmentsScreen = lazy(async () => ({ default: (await withLaterMessages(load.appointments)).AppointmentsScreen }))
export const ActivityScreen = lazy(async () => ({ default: (await withLaterMessages(load.activity)).ActivityScreen }))
export const AppointmentScreen = lazy(async () => ({ default: (await withLaterMessages(load.appointment)).AppointmentScreen }))
export const EndSessionDialog = lazy(async () => ({ default: (await withLaterMessages(load.endSession)).EndSessionDialog }))
/** If it can't be downloaded, the plain question stays in its place. */
export const { Part: IdleWarning, load: loadIdleWarning } = lazyPart(
  async () => (await withLaterMessages(() => import('./session/idle-warning.tsx'))).IdleWarning,
  (load) => untilLoaded(load, IdleQuestion),
)
/** If they can't be downloaded, the notice around them still says what matters. */
export const { Part: SchedulingProblemWords } = lazyPart(
  async () => (await withLaterMessages(() => import('./session/scheduling-problem-words.tsx'))).SchedulingProblemWords,
  (load) => untilLoaded(load, () => null),
)
/** If it can't be downloaded, the user is told that nothing can be sent, which is the safe thing to believe. */
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
/** Shown where the start fails, when no other screen is of use. */
export const StartProblem = lazy(async () => ({ default: (await withLaterMessages(() => import('./start/start-problem.tsx'))).StartProblem }))

/**
 * Downloads the parts that the user will likely open next, so that a lost connection does no harm then. One part after the other, each
 * when the browser is idle, because each part is also executed, which must not disturb scrolling or typing.
 */
export async function downloadScreens(): Promise<void> {
  for (const download of [loadListFieldAhead, loadLaterMessages, loadIdleWarning, loadNoOffers, loadMovingBanner, ...Object.values(load)]) {
    await whenIdle()
    // A part that can't be downloaded now is requested again when it is opened.
    await download().catch(() => undefined)
  }
}
