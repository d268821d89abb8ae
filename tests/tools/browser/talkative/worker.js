const url = decodeURIComponent(location.search.slice(1));
fetch(`${url}from-worker`, { method: 'POST', body: new Uint8Array(1000) });
