const outcome = document.querySelector('#outcome');
const element = document.querySelector('rollcall-import');

element.addEventListener('completed', ({ detail }) => {
  outcome.textContent = `Import ${detail.importId} has ended: ${detail.status}.`;
});
element.addEventListener('failed', ({ detail }) => {
  outcome.textContent = `Import ${detail.importId} did not succeed: ${detail.status}.`;
});
element.addEventListener('closed', () => element.remove());
