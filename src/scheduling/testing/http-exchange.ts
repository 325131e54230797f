import type { Transport } from '../../fhir/http/transport.ts'

/** Parses one HTTP answer as it is on the wire: status line, headers, an empty line, the body. */
export function httpAnswer(text: string): Response {
  const [head = '', ...rest] = text.trimStart().split('\n\n')
  const [statusLine = '', ...headerLines] = head.split('\n')
  const [, status, statusText = ''] = /^HTTP\/1\.1 (\d{3}) ?(.*)$/.exec(statusLine.trim()) ?? []
  if (status === undefined) throw new Error(`Not a status line: ${statusLine}`)
  const headers = new Headers(
    headerLines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).trim(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  return new Response(status === '204' ? null : rest.join('\n\n'), { status: Number(status), statusText, headers })
}

/** Text of a FHIR answer with this body. */
export function fhirAnswer(statusLine: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${statusLine}\nContent-Type: application/fhir+json; charset=utf-8${headers && `\n${headers}`}\n\n${body}`
}

export interface Stub {
  readonly transport: Transport
  /** The requests that were sent: `POST https://…`, the body's text and the headers. */
  readonly sent: { readonly line: string; readonly body: string; readonly headers: Headers }[]
}

/** A server that gives these answers in turn, and then none; an Error is a connection that fails with it. */
export function stubServer(...answers: (string | Error)[]): Stub {
  const left = [...answers]
  const sent: Stub['sent'] = []
  return {
    sent,
    async transport(request) {
      sent.push({ line: `${request.method} ${request.url}`, body: await request.text(), headers: request.headers })
      const next = left.shift()
      if (next === undefined) throw new TypeError('Nothing more is answered here')
      if (next instanceof Error) throw next
      return httpAnswer(next)
    },
  }
}
