import type { AutomaticCheck } from '../../../../casework/automatic-checks.ts'
import type { Note } from '../../../../casework/case.ts'
import { type FormData, one } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeDay, writeMoment } from '../../parts/dates.ts'
import { Choices, Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Tag } from '../../parts/notice.tsx'
import type { CaseContext } from './case-context.ts'
import type { Opened } from './open-case.ts'

/** What the machine noticed: advice with a time on it. */
export const Checks = ({ p, checks }: { p: CaseContext; checks: readonly AutomaticCheck[] }) => {
  const at = checks[0]?.at ?? p.now
  return (
    <section class="pane" id="checks">
      <h2>{p.t.checks}</h2>
      <ul class="lines">
        {checks.map((check) => (
          <li>
            <span>
              {p.say(check.title)}
              <span class="hint">{p.say(check.detail)}</span>
            </span>
            {check.outcome === 'fine' ? (
              <Mark shape="disc" tone="ok">
                {p.t.fine}
              </Mark>
            ) : (
              <Mark shape="diamond" tone="wait">
                {p.t.look}
              </Mark>
            )}
          </li>
        ))}
      </ul>
      <p class="sm mut">
        {p.t.advice(writeMoment(at, p.lang))}　<a href={`${p.url.pathname}${p.url.search}#checks`}>{p.t.again}</a>
      </p>
    </section>
  )
}

/** Who said what, and for whom: every note shows whether the applicant reads it. */
export const Notes = ({
  p,
  opened,
  criterion,
  sent,
  problems,
}: {
  p: CaseContext
  opened: Opened
  criterion: string | null
  sent: FormData
  problems: Problems
}) => {
  const { c, may, nameOf } = opened
  const shown = c.notes.filter((note) => criterion === null || note.criterion === null || note.criterion === criterion)
  return (
    <section class="pane" id="notes">
      <h2>{p.t.notes}</h2>
      {shown.length === 0 && <p class="sm mut msg">{p.t.noNotes}</p>}
      {shown.toReversed().map((note) => (
        <Message p={p} note={note} by={nameOf(note.by)} />
      ))}
      {may.note.allowed && (
        <Form
          action={p.href(`/desk/cases/${c.id}${criterion === null ? '' : `?criterion=${criterion}`}`)}
          csrf={p.session.csrf}
          label={p.t.writeNote}
        >
          <Hidden name="seq" value={c.seq} />
          {criterion !== null && <Hidden name="criterion" value={criterion} />}
          <TextArea
            name="text"
            label={p.t.writeNote}
            rows={3}
            value={one(sent, 'text')}
            error={problems.text}
            errorWord={p.frame.errorPrefix}
          />
          <Choices
            kind="one"
            name="visibility"
            label={p.t.visibility}
            options={[
              { value: 'internal', text: p.t.internal },
              { value: 'applicant', text: p.t.visible },
            ]}
            chosen={[one(sent, 'visibility') || 'internal']}
            error={problems.visibility}
            errorWord={p.frame.errorPrefix}
          />
          <Button look="second" small name="do" value="note">
            {p.t.keepNote}
          </Button>
        </Form>
      )}
    </section>
  )
}

const Message = ({ p, note, by }: { p: CaseContext; note: Note; by: string }) => (
  <div class="msg">
    <p>
      {note.visibility === 'internal' ? <Tag tone="wait">{p.t.internal}</Tag> : <Tag tone="accent">{p.t.visible}</Tag>}
      {'　'}
      {by}　{writeDay(note.at, p.lang)}
      {note.criterion !== null && <>　{p.t.about(note.criterion)}</>}
    </p>
    <p class="verbatim" lang="ja">
      {note.text}
    </p>
  </div>
)

/** Everybody who did something in the case, once each. */
export const Participants = ({ p, opened: { c, nameOf } }: { p: CaseContext; opened: Opened }) => (
  <section class="pane">
    <h2>{p.t.participants}</h2>
    <ul class="lines">
      {[...new Set(c.participants.map((one) => one.person))].map((person) => (
        <li>
          <span>{nameOf(person)}</span>
        </li>
      ))}
    </ul>
  </section>
)
