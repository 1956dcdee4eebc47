/** The statements of a migration. Each ends with a semicolon at the end of a line; what stands between two `$$` is one text. */
export function statementsOf(text: string): string[] {
  const statements: string[] = []
  let open = ''
  for (const piece of text.split(/(?<=;)[ \t]*\n/)) {
    open = open ? `${open}\n${piece}` : piece
    if (open.split('$$').length % 2 === 0) continue
    statements.push(open)
    open = ''
  }
  return [...statements, open].filter((statement) => statement.replace(/^\s*--.*$/gm, '').trim())
}
