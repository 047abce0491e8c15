import { type ActName, lifecycle, type Row, states, stateText, turn } from './lifecycle.ts'
import { type OrganisationKind, type Role, roles } from './roles.ts'

// The lifecycle table in print: docs/standards shows what these functions answer, and a test keeps both the same.

const kindName: Record<OrganisationKind, string> = { maker: 'maker', body: 'body' }
const turnName = { applicant: 'applicant', body: 'body', nobody: '–' } as const
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

/** Every state: its words, and whose turn it is (the body's clock runs in its own turn only). */
export const stateTable = (): string =>
  table(
    ['State', 'In the interface', 'Turn'],
    states.map((state) => [`\`${state}\``, `${stateText[state].ja} · ${stateText[state].en}`, turnName[turn[state]]]),
  )

const from = (row: Row): string =>
  row.from.length === 0 ? '(no case yet)' : row.from.map((s) => `\`${s}\``).join(', ')

/** Every act: from which state to which, by whom, the functions of ISO/IEC 17000 it belongs to, the clause and the guards. */
export const actTable = (): string =>
  table(
    ['Act', 'From', 'To', 'Who', 'Functions', '17065', 'Guards'],
    lifecycle.declaration.map((row) => [
      `\`${row.act}\``,
      from(row),
      row.to === 'same' ? 'same' : `\`${row.to}\``,
      `${kindName[row.kind]}: ${row.roles.join(' or ')}`,
      row.functions.join(', ') || '–',
      row.clause ?? '–',
      row.guards?.join(', ') ?? '–',
    ]),
  )

const may = (act: ActName, kind: OrganisationKind, role: Role): boolean =>
  lifecycle.declaration.some((row) => row.act === act && row.kind === kind && row.roles.includes(role))

/** Who may do what, by role; guards narrow it further, by person and case. */
export const permissionMatrix = (): string => {
  const columns = (['maker', 'body'] as const).flatMap((kind) =>
    roles
      .filter((role) => lifecycle.declaration.some((row) => row.kind === kind && row.roles.includes(role)))
      .map((role) => ({ kind, role })),
  )
  return table(
    ['Act', ...columns.map(({ kind, role }) => `${kindName[kind]}: ${role}`)],
    lifecycle.declaration.map(({ act }) => [
      `\`${act}\``,
      ...columns.map(({ kind, role }) => (may(act, kind, role) ? '●' : '')),
    ]),
  )
}

const node = (state: string): string => state.replaceAll('-', '_')

/** The states and the acts that lead from one to another, as a Mermaid state diagram. */
export const drawing = (): string => {
  const moves = lifecycle.declaration
    .filter((row) => row.to !== 'same')
    .flatMap((row) =>
      row.from.length === 0
        ? [`  [*] --> ${node(row.to)}: ${row.act}`]
        : row.from.map((state) => `  ${node(state)} --> ${node(row.to)}: ${row.act}`),
    )
  const names = states.map((state) => `  state "${stateText[state].en}" as ${node(state)}`)
  const ends = states.filter((state) => turn[state] === 'nobody').map((state) => `  ${node(state)} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', ...names, ...moves, ...ends, '```'].join('\n')
}

/** The whole of it, as docs/standards/lifecycle.md. */
export const lifecycleDocument = (): string =>
  `${[
    '# The lifecycle of a case (path `declaration`)',
    'Printed from `src/casework/lifecycle.ts`. Do not edit by hand: `UPDATE_GOLDEN=1 npx vitest run src/casework/print-lifecycle` writes it anew.',
    '## States',
    stateTable(),
    drawing(),
    '## Acts',
    actTable(),
    '## Who may do what',
    'A role lets a person try; the guards then judge by person and case. One person may hold several roles, but nobody decides a case they worked on, and nobody confirms their own proposal.',
    permissionMatrix(),
  ].join('\n\n')}\n`
