import type { CDPSession } from '@playwright/test'

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } }
  readonly nodes: readonly number[]
}

export interface HeapParts {
  /** Bytes that are compiled code: the browser compiles what runs often, for minutes, and that is no leak. */
  readonly code: number
  /** Bytes of what a program makes as it runs: objects, lists, texts, functions. */
  readonly values: number
}

const values: ReadonlySet<string> = new Set(['object', 'array', 'string', 'concatenated string', 'sliced string', 'closure', 'regexp', 'number', 'bigint', 'symbol'])

/** What the page's heap consists of. What the tools of measuring add to it with each step is in neither part. */
export async function heapParts(devtools: CDPSession): Promise<HeapParts> {
  const chunks: string[] = []
  const keep = ({ chunk }: { chunk: string }) => void chunks.push(chunk)
  devtools.on('HeapProfiler.addHeapSnapshotChunk', keep)
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  devtools.off('HeapProfiler.addHeapSnapshotChunk', keep)
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as HeapSnapshot
  const { node_fields: fields, node_types: [types] } = snapshot.meta
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const parts = { code: 0, values: 0 }
  for (let node = 0; node < nodes.length; node += fields.length) {
    const name = types[nodes[node + type] ?? -1] ?? ''
    if (name === 'code') parts.code += nodes[node + size] ?? 0
    else if (values.has(name)) parts.values += nodes[node + size] ?? 0
  }
  return parts
}
