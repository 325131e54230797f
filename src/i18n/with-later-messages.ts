import { loadLaterMessages } from './locale.tsx'

/** Downloads a part that isn't on the first screen, together with its messages. */
export async function withLaterMessages<Part>(download: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([download(), loadLaterMessages()])
  return part
}
