import type { Page } from 'playwright-core';

/**
 * Chooses from a list as a person does, by its label or its value. Playwright's `selectOption` makes no input, and content may
 * only move after an input.
 */
export async function chooseOption(page: Page, list: string, option: string): Promise<void> {
  const select = page.getByRole('combobox', { name: list });
  const moves = await select.evaluate(async (element, wanted) => {
    if (!(element instanceof HTMLSelectElement)) throw new Error('it is not a list');
    const indexOf = () =>
      [...element.options].findIndex(({ label, value }) => label === wanted || value === wanted);
    // Its items may come later.
    while (indexOf() < 0) await new Promise(requestAnimationFrame);
    return indexOf() - element.selectedIndex;
  }, option);
  await select.click();
  for (let move = 0; move < Math.abs(moves); move++)
    await page.keyboard.press(moves > 0 ? 'ArrowDown' : 'ArrowUp');
  await page.keyboard.press('Enter');
}
