/** News that something was written about a journal entry. What was written is read from the journal. */
export interface RecordNews {
  readonly entryId: string
  readonly from: 'this-tab' | 'another-tab'
}

/** Tells this page and the user's other tabs what changed in the record. */
export interface News {
  publish(entryId: string): void
  subscribe(listener: (news: RecordNews) => void): () => void
}

/** @param owner the owner of the vault: tabs of other users hear nothing */
export function createNews(owner: string): News {
  const listeners = new Set<(news: RecordNews) => void>()
  const tell = (news: RecordNews) => {
    for (const listener of listeners) listener(news)
  }
  const channel = openChannel(`slotline:${owner}`)
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') tell({ entryId: data, from: 'another-tab' })
    }
  }
  return {
    publish(entryId) {
      channel?.postMessage(entryId)
      tell({ entryId, from: 'this-tab' })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Some embedded frames get no channel to other tabs; these then see each other's outcomes when they ask. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
