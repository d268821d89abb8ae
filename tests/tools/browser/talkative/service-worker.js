chrome.runtime.onMessage.addListener(({ tabId, url }, _sender, answer) => {
  talk(tabId, url).then(answer);
  return true;
});

async function talk(tabId, url) {
  await fetch(`${url}from-service-worker`, { method: 'POST', body: 'a selected text' });
  await chrome.scripting.executeScript({ target: { tabId }, files: ['content.js'] });
  await chrome.offscreen.createDocument({
    url: `offscreen.html?${encodeURIComponent(url)}`,
    reasons: ['WORKERS'],
    justification: 'It is a test.',
  });
}
