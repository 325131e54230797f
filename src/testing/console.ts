import { vi, type Mock } from 'vitest'

const methods = ['debug', 'info', 'log', 'warn', 'error'] as const
export type ConsoleMethod = (typeof methods)[number]

interface Line {
  readonly method: ConsoleMethod
  readonly text: string
}

let lines: Line[] = []
let spies: Mock[] = []

/** Starts to collect what is written to the console, instead of printing it. */
export function watchConsole(): void {
  lines = []
  spies = methods.map((method) =>
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines.push({ method, text: parts.map(asText).join(' ') })
    }),
  )
}

/**
 * Says that the test wanted this output: one line of `method` that contains `text` must have been written by now.
 * Call it after the act that writes it; the line then no longer fails the test.
 */
export function expectConsole(method: ConsoleMethod, text: string | RegExp): void {
  const index = lines.findIndex(
    (line) => line.method === method && (typeof text === 'string' ? line.text.includes(text) : text.test(line.text)),
  )
  if (index < 0) throw new Error(`Expected console.${method} with ${String(text)}; written: ${describe(lines)}`)
  lines.splice(index, 1)
}

/** Fails the test when something was written to the console that it didn't expect. */
export function failOnUnexpectedOutput(): void {
  const unexpected = lines
  for (const spy of spies) spy.mockRestore()
  lines = []
  spies = []
  if (unexpected.length > 0) throw new Error(`Unexpected console output: ${describe(unexpected)}`)
}

function describe(written: readonly Line[]): string {
  return written.length === 0 ? 'nothing' : written.map(({ method, text }) => `\n  console.${method}: ${text}`).join('')
}

function asText(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part))
}
