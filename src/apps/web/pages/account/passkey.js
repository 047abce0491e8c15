// @ts-check
// Asks the browser for a passkey, puts its answer into the form around the button, and sends the form as any other.

for (const step of document.querySelectorAll('[data-passkey]')) {
  const [off, on] = step.children
  const form = step.querySelector('form')
  const failed = step.querySelector('.err')
  const known = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  if (!known || !form || !(off instanceof HTMLElement) || !(on instanceof HTMLElement)) continue
  off.hidden = true
  on.hidden = false

  /** @param {string} name @param {string} value */
  const put = (name, value) => {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    if (button) button.disabled = true
    if (failed instanceof HTMLElement) failed.hidden = true
    try {
      const answer = await fetch(step.getAttribute('data-options') ?? '', { cache: 'no-store' })
      if (!answer.ok) throw new Error(`options: ${answer.status}`)
      const { flow, options } = await answer.json()
      const credential =
        step.getAttribute('data-passkey') === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
      put('flow', flow ?? '')
      put('response', JSON.stringify(credential.toJSON()))
      form.submit()
    } catch {
      // Cancelled, timed out or not possible: the browser has said why in its own words.
      if (failed instanceof HTMLElement) failed.hidden = false
      if (button) button.disabled = false
    }
  })
}
