import { switchOn } from './cloud.ts';
import { streamed } from './cloud-answers.ts';
import type { CloudServer } from './cloud-server.ts';
import { byPopup, panelShows, resizeWindow } from './panel.ts';
import type { Page, Sotto } from './sotto.ts';

type Wanted = {
  readonly options: Page;
  readonly cloud: CloudServer;
  /** With a field named "Letter". */
  readonly html: string;
  readonly answer: string;
  readonly size?: readonly [number, number];
};

/** The field's text, proofread by a server whose answer the test gives. */
export async function proofreadLetter(sotto: Sotto, wanted: Wanted): Promise<Page> {
  const { options, cloud, html, answer, size } = wanted;
  await switchOn(sotto, options, cloud, { consent: 'always', route: 'server' });
  cloud.next(streamed([answer]));
  const page = await sotto.open(sotto.pages.put('/field', html));
  if (size) await resizeWindow(page, ...size);
  await page.screen.click('textbox', 'Letter');
  await byPopup(sotto, page, 'Proofread selection');
  await panelShows(page, /^Done/m);
  return page;
}
