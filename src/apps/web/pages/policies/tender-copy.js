// Adds a button to each text of /tender that copies it. Without a script it can be selected, or saved as a file.
for (const place of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn second'
  button.textContent = place.dataset.copy
  const said = document.createElement('span')
  said.setAttribute('role', 'status')
  said.className = 'sm'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(place.dataset.of).innerText)
    said.textContent = place.dataset.copied
  })
  if (navigator.clipboard) place.append(button, ' ', said)
}
