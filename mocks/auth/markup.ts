/** HTML that is safe to send: made only by `html`, which escapes every text put into it. */
export interface Markup {
  readonly markup: string
}

type Content = string | Markup | readonly Markup[]

/** Tag for templates of HTML; text is escaped, Markup is put in as it is. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  return { markup: parts.reduce((before, part, index) => before + render(contents[index - 1] ?? '') + part) }
}

function render(content: Content): string {
  if (typeof content === 'string') return escape(content)
  return 'markup' in content ? content.markup : content.map((each) => each.markup).join('')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
