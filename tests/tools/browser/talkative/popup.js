document.querySelector('button').addEventListener('click', async () => {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  await fetch(`${tab.url}from-popup`);
  await chrome.runtime.sendMessage({ tabId: tab.id, url: tab.url });
  close();
});
