/** One line of the report: what was measured, what it must be, and what others need for the same. */
export interface Line {
  readonly what: string
  /** As it is printed, with its unit. */
  readonly measured: string
  /** Absent where the figure is there for comparison only. */
  readonly goal?: { readonly text: string; readonly holds: boolean }
  /** The least that any program needs for the same. */
  readonly floor?: string
  readonly peers?: string
  /** How the measured figure stands to what the goal compares it with. */
  readonly ratio?: string
}

export interface Part {
  readonly title: string
  readonly lines: readonly Line[]
  /** How it was measured, in a sentence or two. */
  readonly note: string
}

/** The goal as a limit that the value may reach and not pass. */
export function atMost(value: number, limit: number, text: string): { text: string; holds: boolean } {
  return { text: `≤ ${text}`, holds: value <= limit }
}

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
export const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`

const head = ['', 'Measured', 'Goal', 'Holds', 'Ratio', 'Floor', 'Peers']

/** The part as a Markdown table, which is also read well in a terminal. */
export function tableOf({ title, lines, note }: Part): string {
  const rows = [head, ...lines.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const print = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [first = [], ...others] = rows
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [`### ${title}`, '', print(first), rule, ...others.map(print), '', note, ''].join('\n')
}

function cellsOf({ what, measured, goal, floor = '', peers = '', ratio = '' }: Line): string[] {
  return [what, measured, goal?.text ?? '', goal ? (goal.holds ? 'yes' : 'NO') : '', ratio, floor, peers]
}

/** The lines whose goal isn't met. */
export const unmet = (parts: readonly Part[]): Line[] =>
  parts.flatMap(({ lines }) => lines.filter(({ goal }) => goal?.holds === false))
