const url = decodeURIComponent(location.search.slice(1));
fetch(`${url}from-offscreen`);
// Refused by the policy of this extension: it leaves nothing, and must not be counted.
fetch('https://elsewhere.example/').catch(() => {});
new Worker(`worker.js${location.search}`);
