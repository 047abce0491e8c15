import type { PageContext } from '../../page.tsx'

/** A table to save, for a spreadsheet. */
export function csvFile(p: PageContext<unknown>, name: string, text: string): Response {
  p.c.header('access-control-allow-origin', '*')
  return p.c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name.replace(/[^a-z0-9.-]/gi, '_')}.csv"`,
  })
}
