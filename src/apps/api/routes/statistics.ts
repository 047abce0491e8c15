import { z } from 'zod'
import { ok } from '../../../core/kernel/result.ts'
import type { Text } from '../../../core/kernel/text.ts'
import { type Cell, figureIds } from '../../../core/statistics/figure.ts'
import { cellText, stepText } from '../../../core/statistics/figure-csv.ts'
import { endpoint } from '../endpoint.ts'

const text = z.object({ ja: z.string(), en: z.string() })

const value = z
  .object({
    value: z.number().nullable(),
    why: z
      .enum(['suppressed', 'no-criteria', 'none'])
      .optional()
      .meta({ description: 'Why there is no value; `suppressed`: fewer than five answers' }),
    text: text.optional(),
  })
  .meta({ id: 'FigureValue' })

const told = (cell: Cell, step: Text | undefined): z.infer<typeof value> =>
  typeof cell === 'number'
    ? { value: cell, ...(step === undefined ? {} : { text: step }) }
    : { value: null, why: cell ?? 'none', text: cell === null ? cellText.none : cellText[cell] }

/** Every public figure with its finding, definition and values: the same as on the pages and in the files. */
export const readStatistics = endpoint({
  method: 'get',
  path: '/statistics',
  tag: 'statistics',
  summary: 'Figures for the public: uptake, processing, suspension and expiry, use, cost',
  response: z.object({
    figures: z.array(
      z
        .object({
          id: z.enum(figureIds),
          title: text,
          summary: text,
          definition: text,
          as_of: z.string(),
          csv: z.string().meta({ description: 'Address of the same values as a file' }),
          columns: z.array(z.object({ id: z.string(), name: text, unit: z.string() })),
          rows: z.array(z.object({ id: z.string(), name: text, values: z.array(value) })),
        })
        .meta({ id: 'Figure' }),
    ),
  }),
  handler: async ({ house }) => {
    const figures = await house.statistics.figures()
    return ok({
      figures: figures.map(({ id, title, summary, definition, asOf, columns, rows }) => ({
        id,
        title,
        summary,
        definition,
        as_of: asOf,
        csv: `${house.operator.address}/statistics/${id}.csv`,
        columns: columns.map(({ id, name, unit }) => ({ id, name, unit })),
        rows: rows.map(({ id: row, name, cells }) => ({
          ...{ id: row, name },
          values: cells.map((cell, i) =>
            told(cell, typeof cell === 'number' ? stepText(columns[i]!, cell) : undefined),
          ),
        })),
      })),
    })
  },
})
