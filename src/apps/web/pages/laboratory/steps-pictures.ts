import { pictureBytes, pictureTypes, type StepPicture } from '../../../../casework/step-notes.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { one } from '../../page.tsx'
import { fileProblem, readUpload } from '../applicant/upload.ts'
import { plainPicture } from './plain-picture.ts'
import { screensOf } from './screens.ts'
import { note } from './step-notes-form.ts'
import { placeIn } from './steps-post.ts'
import type { P, Show } from './steps-shown.ts'
import { told } from './steps-sync.ts'
import { after, screenAt, stateAt, stepsOf } from './steps-view.ts'

/** Takes a picture in: from the script, which notes it itself afterwards, or from a form, for which it is noted at once. */
export async function picturesPost(p: P, show: Show): Promise<Response> {
  if ((await stepsOf(p)) === undefined) return told(p, { code: 'page-not-found' })
  // The script has drawn the picture anew, and its records name it by what came of that.
  const upload = await readUpload(p, pictureBytes, (field) => (field('page') === 'yes' ? plainPicture : undefined))
  if (!upload.ok) {
    const fault: Fault & { field: string } = { code: upload.code, field: 'picture' }
    return told(p, fault)
  }
  const { form, files } = upload
  const [file] = files
  const picture = file?.taken.ok ? pictureOf(file.taken.value) : undefined
  if (one(form, 'page') !== 'yes') {
    if (picture !== undefined) return p.c.json(picture)
    const fault: Fault & { name: string } = { code: 'file-type-refused', name: file?.name ?? '' }
    return told(p, file !== undefined && !file.taken.ok ? file.taken.fault : fault)
  }

  const place = placeIn(form)
  const at = one(form, 'at')
  const steps = await stepsOf(p, place.sample)
  const state = steps && stateAt(steps, place)
  const question = state && screensOf(state.step).find(({ id }) => id === at)?.question
  if (steps === undefined || state === undefined || question === undefined) return p.notFound()
  const wrong = (error: string) => show(p, steps, { state, screen: at, error })
  if (file === undefined) {
    // Whoever is content with the pictures there are goes on.
    const some = state.pictures.some((one) => one.question === question.id) || question.optional
    return some ? p.goTo(screenAt(steps, place, after(state, at))) : wrong(p.t.screen.pictureMissing)
  }
  if (!file.taken.ok) return wrong(fileProblem(p, file.taken.fault))
  if (picture === undefined) return wrong(p.t.screen.pictureRefused)
  const { digest, type: mediaType, size: bytes } = picture
  const said = { what: 'picture', question: question.id, digest, name: file.name, mediaType, bytes } as const
  const done = await note(p, steps.application, steps.order, place, [said], [picture])
  return done.ok ? p.goTo(screenAt(steps, place, at)) : show(p, steps, { state, screen: at, fault: done.fault })
}

const pictureOf = ({ digest, size, type }: StepPicture): StepPicture | undefined =>
  (pictureTypes as readonly string[]).includes(type) ? { digest, size, type } : undefined
