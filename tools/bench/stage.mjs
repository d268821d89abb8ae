import { join } from 'node:path';
import { launch } from '../browser/launch.mjs';
import { serveLocalModel } from '../local-model/serve.mjs';
import { serveFolder } from '../setup/static-server.mjs';
import { writeSite } from './site.mjs';

/**
 * @typedef {object} Stage where everything is measured
 * @property {string} root the project's folder
 * @property {string} folder that may be written to
 * @property {string} modelFolder
 * @property {import('../browser/launch.mjs').Browser} browser
 * @property {string} site address of the bench's own pages
 * @property {string} extension folder of the test build
 * @property {import('./runs.mjs').Runs} runs
 * @property {() => Promise<void>} freeModelPort ends the model's server, for another one at its address
 *
 * @typedef {{ root: string, folder: string, modelFolder: string, runs: import('./runs.mjs').Runs }} Place
 */

/**
 * @param {Place} place
 * @param {import('../start/prepare.mjs').Prepared} prepared
 * @param {(() => Promise<void>)[]} open what was opened is put in here, even when a later step fails
 * @returns {Promise<Stage>}
 */
export async function setStage({ root, folder, modelFolder, runs }, prepared, open) {
  const { executable, extension, profile } = prepared;
  const model = await serveLocalModel(modelFolder);
  let isServed = true;
  const freeModelPort = async () => {
    if (isServed) await model.close();
    isServed = false;
  };
  open.push(freeModelPort);
  const siteFolder = join(folder, 'site');
  await writeSite(root, siteFolder, model.url);
  const { port, close } = await serveFolder(siteFolder);
  open.push(close);
  const args = ['--enable-unsafe-webgpu'];
  const browser = await launch({ executable, profile, headless: true, extension, args });
  open.push(browser.close);
  const site = `http://127.0.0.1:${port}/`;
  return { root, folder, modelFolder, browser, extension, site, runs, freeModelPort };
}
