import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { problem } from './schemas.ts'

type Schemas = Record<string, unknown>

/** Schemas with a name stand once, in the document's components; elsewhere they are referred to. */
function schemaOf(type: z.ZodType, io: 'input' | 'output', named: Schemas): Schemas {
  const { $schema: _, $defs, ...schema } = z.toJSONSchema(type, { target: 'draft-2020-12', io, unrepresentable: 'any' })
  for (const [name, { id: __, ...definition }] of Object.entries($defs ?? {})) named[name] = placed(definition)
  return placed(schema)
}

const placed = (schema: object): Schemas =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))

function parametersOf(e: Endpoint, named: Schemas): unknown[] {
  const list = (shape: z.ZodObject | undefined, place: 'path' | 'query') =>
    Object.entries(shape?.shape ?? {}).map(([name, type]) => {
      const { description, example, ...schema } = schemaOf(type as z.ZodType, 'input', named)
      const required = place === 'path' || !(type as z.ZodType).safeParse(undefined).success
      return {
        name,
        in: place,
        required,
        ...(description ? { description } : {}),
        ...(example ? { example } : {}),
        schema,
      }
    })
  return [...list(e.params, 'path'), ...list(e.query, 'query')]
}

/** The OpenAPI 3.1 document of these endpoints, drawn from the schemas that check them. */
export function openApi(endpoints: readonly Endpoint[], server: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  const named: Schemas = {}
  for (const e of endpoints) {
    const problems = {
      description: 'A problem, with a permanent code',
      content: { 'application/problem+json': { schema: schemaOf(problem, 'output', named) } },
    }
    paths[e.path] = {
      ...paths[e.path],
      [e.method]: {
        operationId: `${e.method}${e.path.replace(/[/{}-]+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
        summary: e.summary,
        tags: [e.tag],
        parameters: parametersOf(e, named),
        ...(e.body
          ? {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: schemaOf(e.body, 'input', named) } },
              },
            }
          : {}),
        ...(e.upload
          ? {
              requestBody: {
                required: true,
                content: Object.fromEntries(
                  e.upload.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
                ),
              },
            }
          : {}),
        ...(e.signedIn ? { security: [{ session: [] }] } : {}),
        responses: {
          200: {
            description: 'The answer',
            content: {
              'application/json': { schema: schemaOf(e.response, 'output', named) },
              ...Object.fromEntries(
                (e.files ?? []).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
              ),
              ...(e.pdf ? { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } : {}),
            },
          },
          default: problems,
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hoshirushi',
      version: '1',
      description: 'Reading needs no key. Japanese text is authoritative.',
      license: { name: 'Data: CC BY 4.0', identifier: 'CC-BY-4.0' },
    },
    servers: [{ url: `${server}/api/v1` }],
    paths,
    components: {
      schemas: named,
      securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'The token of a signed-in session' } },
    },
  }
}
