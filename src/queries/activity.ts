import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isDismissed, sentInstant } from '../record/journal.ts'
import { isHalfDone, type Move } from '../record/moves/move-stage.ts'
import type { MoveResult } from '../record/moves/moves.ts'
import type { Recorded } from '../record/recorded.ts'
import { unresolvedAmong } from '../record/unresolved.ts'
import { appointmentsKey } from './appointments.ts'
import { useConnection, type Connection } from './connection.tsx'
import { journalKey } from './journal.ts'
import { patientQuery } from './patient.ts'
import { recorderOf, useRecorder } from './recorder.ts'

/** One transaction of this user, and all that the record says about it. */
export interface Activity extends Recorded {
  /** Whether this tab still waits for the answer. */
  readonly isUnderWay: boolean
  readonly isUnresolved: boolean
  /** Whether it was sent to another Scheduling Server than this session's: only a session there can ask about it. */
  readonly isElsewhere: boolean
  /** The whole move, on the first entry of a move in two steps. */
  readonly move?: Move
  /** Why the user has taken the entry out of Slotline's hands. */
  readonly dismissedBecause?: string
  /** What the EHR, or the audit repository, said when it would not take the record. */
  readonly recordWords: readonly string[]
  readonly auditWords: readonly string[]
}

/** Everything that this user did in this browser, newest first. It needs no network. */
export function activityQuery(connection: Connection) {
  const { server } = connection
  const recorder = recorderOf(connection)
  return queryOptions({
    queryKey: [...journalKey, 'activity'],
    queryFn: async (): Promise<Activity[]> => {
      const [recorded, moves] = await Promise.all([recorder.all(), recorder.moves.all()])
      const unresolved = new Set(unresolvedAmong(recorded, moves).map(({ entry }) => entry.id))
      return withMoves(recorded, moves).map((each) => {
        const move = moves.find(({ id }) => id === each.entry.id)
        return {
          ...each,
          ...told(each),
          isUnresolved: unresolved.has(each.entry.id),
          isElsewhere: each.entry.server !== server.base,
          ...(move ? { move } : {}),
        }
      })
    },
    // The journal is in this browser: what it says must not wait for a network.
    networkMode: 'always',
  })
}

/** Adds a row for each move whose first step was found to repeat a booking; that booking has a row of its own. */
function withMoves(recorded: readonly Recorded[], moves: readonly Move[]): Recorded[] {
  const known = new Set(recorded.map(({ entry }) => entry.id))
  const firstSteps = moves.map(({ steps: [first] }) => first).filter(({ entry }) => !known.has(entry.id))
  return [...recorded, ...firstSteps].sort((a, b) => sentInstant(b.entry) - sentInstant(a.entry))
}

export function useActivity() {
  return useQuery(activityQuery(useConnection()))
}

/** The journal entries that asking the server again may settle. */
export function openEntryIds({ entry, conclusion, move, isElsewhere, isUnderWay }: Activity): string[] {
  if (isElsewhere || isUnderWay) return []
  if (move) return move.steps.filter((step) => step.conclusion.kind === 'unknown').map((step) => step.entry.id)
  return conclusion.kind === 'unknown' ? [entry.id] : []
}

/** Whether the patient may be left with two appointments, or the move may end in several ways. */
export function isMoveOpen(move: Move | undefined): move is Move {
  return move !== undefined && isHalfDone(move) && move.stage !== 'booking-unknown'
}

/** "Check again": asks the server about these entries, one after the other. */
export function useCheckEntries() {
  const { gates } = useConnection()
  const recorder = useRecorder()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (ids: readonly string[]): Promise<Recorded[]> => {
      gates.tryNow()
      const checked: Recorded[] = []
      for (const id of ids) checked.push(...((await recorder.checkAgain(id).then((one) => one && [one])) ?? []))
      return checked
    },
    networkMode: 'always',
    onSettled: refresh,
  })
}

/** "Dismiss": the user has dealt with the entry in another way. */
export function useDismiss() {
  const recorder = useRecorder()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) => recorder.dismiss(id, reason),
    networkMode: 'always',
    onSettled: refresh,
  })
}

/**
 * Sends the events that the audit repository refused once more, after somebody has mended the reason. Undefined where nothing is
 * audited.
 */
export function useAuditAgain() {
  const { audit } = useConnection()
  const refresh = useRefresh()
  const again = useMutation({
    mutationFn: async () => audit?.outbox.retrySetAside(),
    networkMode: 'always',
    onSettled: refresh,
  })
  return audit ? again : undefined
}

/** How many AuditEvents will never reach the audit repository: they were dropped because the outbox was full. */
export function useDroppedAudits(): number {
  const { audit } = useConnection()
  const { data } = useQuery({
    queryKey: [...journalKey, 'dropped-audits'],
    queryFn: () => audit?.outbox.dropped() ?? 0,
    networkMode: 'always',
  })
  return data ?? 0
}

export type WayOut = 'finish' | 'undo'

/**
 * The ways out of a half-done move. The patient's record is read first; where that fails, nothing is sent, and the mutation rejects
 * with a ProtocolError.
 */
export function useWayOut() {
  const connection = useConnection()
  const queryClient = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ move, way }: { readonly move: Move; readonly way: WayOut }): Promise<MoveResult | undefined> => {
      connection.gates.tryNow()
      // Without a network the read fails at once, instead of waiting and cancelling something when nobody looks any more.
      const patient = await queryClient.query({ ...patientQuery(connection, move.patientId), networkMode: 'always' })
      return recorderOf(connection).moves[way](move.id, { ...patient, id: move.patientId })
    },
    networkMode: 'always',
    onSettled: refresh,
  })
}

function useRefresh() {
  const queryClient = useQueryClient()
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: journalKey }),
      queryClient.invalidateQueries({ queryKey: appointmentsKey }),
    ])
  }
}

function told({ entry, conclusion, record, audit }: Recorded): Pick<
  Activity,
  'isUnderWay' | 'dismissedBecause' | 'recordWords' | 'auditWords'
> {
  const dismissed = entry.events.findLast((event) => event.kind === 'dismissed')
  const copied = entry.events.findLast((event) => event.kind === 'copied')
  const audited = entry.events.findLast((event) => event.kind === 'audited')
  const hasAnswer = entry.events.some((event) => event.kind !== 'sent')
  return {
    isUnderWay: conclusion.kind === 'unknown' && conclusion.doubt === undefined && !hasAnswer,
    ...(isDismissed(entry) && dismissed ? { dismissedBecause: dismissed.reason } : {}),
    recordWords: record === 'failed' && copied?.result.kind === 'failed' ? copied.result.words : [],
    auditWords: audit === 'set-aside' ? (audited?.setAside ?? []) : [],
  }
}
