import type { Patient } from '../fhir/types.ts'
import { attempt, type SchedulingServer } from '../scheduling/attempt.ts'
import type { Intent } from '../scheduling/intent.ts'
import { isUncertain, type Outcome } from '../scheduling/outcome.ts'
import { reconcile } from '../scheduling/reconcile.ts'
import type { Conclusion } from './conclusion.ts'
import { conclusionOf, withoutNames, type Journal, type JournalEntry } from './journal.ts'

/** What an intent came to, and the journal entry that says so. */
export interface Recorded {
  readonly entry: JournalEntry
  readonly conclusion: Conclusion
}

/** The one way in and the one way out for everything that changes something on the Scheduling Server. */
export interface Recorder {
  /**
   * Writes the intent down, sends it once, writes its outcome down, and asks the server what is true when that is open.
   * @param id the journal entry's id; the caller has it before anything is sent, so that an interrupted page finds it again
   */
  perform(id: string, patientId: string, intent: Intent): Promise<Recorded>
  /** Asks the server once more about an entry that is still open; a settled one is returned as it is. */
  checkAgain(id: string): Promise<Recorded | undefined>
  read(id: string): Promise<Recorded | undefined>
  /** All entries, newest first; what a gone page left without an answer counts as unknown. */
  all(): Promise<Recorded[]>
}

export function createRecorder(journal: Journal, server: SchedulingServer): Recorder {
  /** Entries whose answer this page still waits for. */
  const underWay = new Set<string>()

  const recorded = (entry: JournalEntry): Recorded => ({
    entry,
    conclusion: conclusionOf(entry, !underWay.has(entry.id)) ?? { kind: 'unknown', issues: [] },
  })

  const check = async (entry: JournalEntry, intent: Intent): Promise<JournalEntry> => {
    const truth = await reconcile(server, intent)
    const kept = 'appointment' in truth ? { ...truth, appointment: withoutNames(truth.appointment) } : truth
    return journal.append(entry, { kind: 'checked', atInstant: server.now(), truth: kept })
  }

  return {
    async perform(id, patientId, intent) {
      underWay.add(id)
      try {
        const begun = await journal.begin(id, server.base, patientId, intent, server.now())
        const { outcome, hold } = await attempt(server, intent)
        const answered = await journal.append(begun, {
          kind: 'answered',
          atInstant: server.now(),
          outcome: keepOutcome(outcome),
          ...(hold ? { hold } : {}),
        })
        return recorded(mustAsk(intent, outcome) ? await check(answered, intent) : answered)
      } finally {
        underWay.delete(id)
      }
    },
    async checkAgain(id) {
      const entry = await journal.read(id)
      if (!entry) return undefined
      const before = recorded(entry)
      const isOpen = before.conclusion.kind === 'unknown' && !underWay.has(id) && entry.server === server.base
      return isOpen ? recorded(await check(entry, restore(entry))) : before
    },
    async read(id) {
      const entry = await journal.read(id)
      return entry && recorded(entry)
    },
    async all() {
      return (await journal.all()).map(recorded)
    },
  }
}

/**
 * Whether the answer may be believed as it stands. A refusal may not: a browser resends a request by itself when a reused
 * connection breaks, and then the server refuses the second one because it has carried out the first.
 */
function mustAsk({ kind }: Intent, outcome: Outcome): boolean {
  const isRefusal = outcome.kind === 'rejected' || outcome.kind === 'conflict'
  return isUncertain(outcome) || (isRefusal && kind !== 'hold' && kind !== 'release')
}

function keepOutcome(outcome: Outcome): Outcome {
  return 'appointment' in outcome && outcome.appointment
    ? { ...outcome, appointment: withoutNames(outcome.appointment) }
    : outcome
}

/** A kept intent says enough to ask about it: the patient's id is all that reconciliation needs. */
function restore({ intent }: JournalEntry): Intent {
  if (!('patient' in intent)) return intent
  const patient: Patient = intent.patient
  return { ...intent, patient }
}
