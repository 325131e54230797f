import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import { attempt } from '../scheduling/attempt.ts'
import type { ChangeableServer } from '../scheduling/server.ts'
import { subjectOf, wishedFor, type Intent } from '../scheduling/intent.ts'
import { isUncertain, type Outcome } from '../scheduling/outcome.ts'
import { reconcile } from '../scheduling/reconcile/reconcile.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'
import { objectionTo } from './earlier-request.ts'
import { isDismissed, type Asked, type Journal, type JournalEntry, type JournalEvent, type WithheldBecause } from './journal.ts'
import { keepOutcome, keepTruth, restoreIntent, type KeptIntent } from './keep-intent.ts'
import { createPageLocks, type Locks } from './locks.ts'
import { createPageClock } from './page-clock.ts'
import { createMoves, type Moves } from './moves/moves.ts'
import type { News, RecordNews } from './news.ts'
import { entriesDoneWith } from './entries-done-with.ts'
import type { Recorded } from './recorded.ts'
import { auditStateOf, recordStateOf } from './delivery-states.ts'
import { conclusionOf, beliefIn, isRefusal, wasChecked } from './conclude-entry.ts'
import { isAnothersDoing, stoodBefore } from './other-origins.ts'
import { unresolvedAmong } from './unresolved.ts'

/** The only way to send a change to the Scheduling Server, and to learn what came of it. */
export interface Recorder {
  /**
   * Writes the intent down, sends it once, writes its outcome down, and asks the server what is true when the outcome is open.
   * Requests for one patient and appointment wait for each other in all tabs. What was asked for already, or must wait for an earlier
   * outcome, is not sent: the answer is then the earlier entry, or `not-done` / `withheld`.
   * @param id the journal entry's id; the caller has it before anything is sent, so that an interrupted page finds the entry again
   */
  perform(id: string, patientId: string, intent: Intent): Promise<Recorded>
  /**
   * Asks the server once more about an entry that is still open, or about a refusal that it was never asked about; other entries are
   * returned as they are.
   */
  checkAgain(id: string): Promise<Recorded | undefined>
  /** The user has dealt with an entry, or the move that it begins, in some other way: it no longer counts as unresolved. */
  dismiss(id: string, reason: string): Promise<Recorded | undefined>
  /** Writes down what became of an entry's AuditEvent or of its copy in the EHR. */
  note(id: string, event: Extract<JournalEvent, { kind: 'audited' | 'copied' }>): Promise<void>
  read(id: string): Promise<Recorded | undefined>
  /**
   * All entries but those that only point to an earlier one, newest first. An entry that a closed page left without an answer counts
   * as unknown.
   */
  all(): Promise<Recorded[]>
  /** Changes of unknown outcome and half-done moves, newest first; a move is represented by its first entry. */
  unresolved(): Promise<Recorded[]>
  /** At launch and when the connection returns: asks about all that is open, and forgets what is long done. */
  resume(): Promise<void>
  /** Calls `listener` when something is written about an entry, in this tab or another one of the user. */
  subscribe(listener: (news: RecordNews) => void): () => void
  /** Moves in two recorded steps, where the server refuses to change an appointment. */
  readonly moves: Moves
}

export interface RecorderOptions {
  /** Defaults to locks for this page alone. */
  readonly locks?: Locks
  readonly news?: News
  /** Whether an audit repository is configured: requests are then sent with the entry's id as `X-Request-Id`. */
  readonly audits?: boolean
  /** Whether outcomes are copied to an EHR. */
  readonly copies?: boolean
  /** Milliseconds from any origin, by a clock that nobody sets. Defaults to that of the page. */
  readonly steadyNow?: () => number
}

/** A last reason not to send. It is asked for under the locks, and only where no earlier request is the answer. */
type LastObjection = () => Promise<WithheldBecause | undefined>

const alone: News = { publish: () => undefined, subscribe: () => () => undefined }

export function createRecorder(journal: Journal, server: ChangeableServer, options: RecorderOptions = {}): Recorder {
  const { locks = createPageLocks(), news = alone, audits = false, copies = false, steadyNow = () => performance.now() } = options
  /** Entries whose answer this page still waits for. */
  const underWay = new Set<string>()

  const clock = createPageClock(server.now, steadyNow)

  const recorded = (entry: JournalEntry): Recorded => ({
    entry,
    conclusion: conclusionOf(entry, !underWay.has(entry.id)) ?? { kind: 'unknown', issues: [] },
    record: recordStateOf(entry, copies),
    audit: auditStateOf(entry, audits),
  })

  const append = async (entry: JournalEntry, event: JournalEvent): Promise<JournalEntry> => {
    const written = await journal.append(entry, event)
    news.publish(entry.id)
    return written
  }

  const check = async (entry: JournalEntry, intent: Intent = restoreIntent(entry.intent)): Promise<JournalEntry> => {
    const atInstant = clock.since(entry.id)
    const others = intent.kind === 'book' || intent.kind === 'modify' ? await journal.all() : []
    const isAnothers = (appointment: Appointment) => isAnothersDoing(appointment, entry, others)
    const shown = await reconcile(server, intent, (one) => isAnothers(one) || stoodBefore(one, entry))
    const isTaken = isReplacement(shown, entry) && isAnothers(shown.appointment)
    const truth: Truth = isTaken ? { kind: 'still-unknown' } : keepTruth(shown)
    const event = { kind: 'checked', atInstant, truth } as const
    return repeatsItself(entry, event) ? entry : append(entry, event)
  }

  const mayAsk = (entry: JournalEntry): boolean => entry.server === server.base && !underWay.has(entry.id)
  const isOpen = (entry: JournalEntry): boolean => mayAsk(entry) && conclusionOf(entry, true)?.kind === 'unknown'
  /**
   * A refusal that is believed though the server hasn't confirmed it. The server is asked about it before the same is sent again, or
   * at a launch.
   */
  const isUnshown = (entry: JournalEntry): boolean => mayAsk(entry) && beliefIn(entry) === 'some'

  /** Follows an entry that repeats an earlier one to that one, whose outcome is its own too. */
  const follow = async (entry: JournalEntry): Promise<JournalEntry> => {
    const earlier = earlierOf(entry)
    const target = earlier === undefined ? undefined : await journal.read(earlier)
    return target ? follow(target) : entry
  }

  const enquiry = {
    settle: async (entry: JournalEntry) => recorded(isOpen(entry) || isUnshown(entry) ? await check(entry) : entry).conclusion,
    truthOf: (intent: Intent) => reconcile(server, intent),
  }

  const sendOnce = async (asked: Asked, lastObjection: LastObjection): Promise<JournalEntry> => {
    const { id, intent } = asked
    const kept = await journal.read(id)
    if (kept) return isOpen(kept) ? check(kept, intent) : kept
    const because = (await objectionTo(asked, await journal.all(), enquiry)) ?? (await lastObjection())
    if (because) return journal.withhold(asked, { kind: 'withheld', atInstant: server.now(), because })

    const begun = await journal.begin(id, asked.server, asked.patientId, intent, server.now(), asked.move)
    news.publish(id)
    underWay.add(id)
    clock.note(id)
    try {
      const { outcome, hold } = await attempt(audits ? naming(server, id) : server, intent)
      const answer = { kind: 'answered', atInstant: clock.note(id), outcome: keepOutcome(outcome), ...(hold ? { hold } : {}) } as const
      const answered = await append(begun, answer)
      return isWorthAsking(outcome) ? await check(answered, intent) : answered
    } finally {
      underWay.delete(id)
    }
  }

  const inTurn = <T>(about: Concerned, work: () => Promise<T>): Promise<T> =>
    lockNames(about).reduceRight((rest, name) => () => locks.run(name, rest), work)()

  const send = async (asked: Asked, lastObjection: LastObjection = async () => undefined): Promise<Recorded> =>
    recorded(await follow(await inTurn(asked, () => sendOnce(asked, lastObjection))))

  const read = async (id: string): Promise<Recorded | undefined> => {
    const entry = await journal.read(id)
    return entry && recorded(await follow(entry))
  }

  const isToCheck = (entry: JournalEntry): boolean => isOpen(entry) || (isUnshown(entry) && !wasChecked(entry))

  const checkAgain = async (id: string): Promise<Recorded | undefined> => {
    const kept = await journal.read(id)
    const entry = kept && (await follow(kept))
    if (!entry || !isToCheck(entry)) return entry && recorded(entry)
    // The tab that has the lock may just be sending this entry.
    return inTurn(entry, async () => {
      const current = (await journal.read(entry.id)) ?? entry
      return recorded(isToCheck(current) ? await check(current) : current)
    })
  }

  const all = async (): Promise<Recorded[]> =>
    (await journal.all()).filter((entry) => earlierOf(entry) === undefined).map(recorded)

  const moves = createMoves({
    server,
    locks,
    send,
    entries: journal.all,
    read: async (entry) => recorded(await follow(entry)),
    async withhold(asked, event) {
      const entry = await journal.withhold(asked, event)
      news.publish(entry.id)
      return entry
    },
  })

  let resuming: Promise<void> | undefined
  const resume = async (): Promise<void> => {
    // A hold that nobody waits for lapses by itself.
    const lasting = (await journal.all()).filter((entry) => entry.intent.kind !== 'hold' && !isDismissed(entry))
    for (const entry of lasting) if (isToCheck(entry)) await checkAgain(entry.id)
    const kept = await Promise.all((await journal.all()).map(async (entry) => ({ ...recorded(await follow(entry)), entry })))
    for (const id of entriesDoneWith(kept, server.now())) await journal.forget(id)
  }

  return {
    perform: (id, patientId, intent) => send({ id, server: server.base, patientId, intent }),
    checkAgain,
    async dismiss(id, reason) {
      const entry = await journal.read(id)
      return entry && recorded(await append(entry, { kind: 'dismissed', atInstant: server.now(), reason }))
    },
    async note(id, event) {
      const entry = await journal.read(id)
      if (entry) await append(entry, event)
    },
    read,
    all,
    unresolved: async () => unresolvedAmong(await all(), await moves.all()),
    resume: () => (resuming ??= resume().finally(() => (resuming = undefined))),
    subscribe: news.subscribe,
    moves,
  }
}

/** Whether to ask the server what is true once it has answered; without a session it would not say. */
function isWorthAsking(outcome: Outcome): boolean {
  return isUncertain(outcome) || (isRefusal(outcome) && outcome.kind !== 'session-ended')
}

/** Whether a changed appointment seems to have been replaced by another one. */
function isReplacement(truth: Truth, { intent }: JournalEntry): truth is Extract<Truth, { appointment: Appointment }> {
  return intent.kind === 'modify' && 'appointment' in truth && truth.appointment.id !== intent.original.id
}

/** The entry that this one was found to repeat. */
function earlierOf({ events }: JournalEntry): string | undefined {
  const [first] = events
  return first?.kind === 'withheld' && first.because.kind === 'same-request' ? first.because.entryId : undefined
}

/** Whether a check brings nothing new. A question asked every few seconds must not fill the journal while its answer stays the same. */
function repeatsItself(entry: JournalEntry, event: Extract<JournalEvent, { kind: 'checked' }>): boolean {
  const last = entry.events.findLast(({ kind }) => kind === 'checked' || kind === 'answered')
  const isOpen = conclusionOf({ ...entry, events: [...entry.events, event] }, true)?.kind === 'unknown'
  return isOpen && last?.kind === 'checked' && last.truth.kind === event.truth.kind
}

type Concerned = Omit<Asked, 'intent'> & { readonly intent: KeptIntent | Intent }

/**
 * The locks that allow one sender at a time for each patient and appointment. The same visit may be offered with and without an id,
 * the same appointment may have been read at two times, and a change may lead to the time that a booking asks for: so every id and
 * time gets a lock, always in the same order. So does an appointment that a new time is booked for, as it must stand until then.
 */
function lockNames({ server, patientId, intent, move }: Concerned): readonly string[] {
  const { id, start } = subjectOf(intent)
  const moved = move?.step === 'book-new' ? [move.original.id, instantMs(move.original.start)] : []
  const about = [instantMs(start), instantMs(wishedFor(intent).start), id, ...moved].filter((what) => what !== undefined)
  return [...new Set(about)].map((what) => ['slotline', server, patientId, what].join(':')).sort()
}

/** Sends the entry's id as X-Request-Id: by it the audit trail knows the transaction, even if the page is gone before the answer. */
function naming(server: ChangeableServer, id: string): ChangeableServer {
  return {
    ...server,
    transport(request) {
      request.headers.set('X-Request-Id', id)
      return server.transport(request)
    },
  }
}
