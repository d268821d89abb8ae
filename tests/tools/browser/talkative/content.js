fetch('/from-content');
navigator.sendBeacon('/beacon', 'hello');

const host = document.createElement('div');
document.body.append(host);
const root = host.attachShadow({ mode: 'closed' });
root.innerHTML = `
  <div role="dialog" aria-label="Talkative">
    <section aria-label="Result" style="white-space: pre-wrap">first line\nsecond line</section>
    <button type="button" id="close">Close</button>
  </div>
  <button type="button" id="late" disabled>Late</button>`;
root.getElementById('close').onclick = () => root.querySelector('[role=dialog]').remove();

const late = root.getElementById('late');
late.onclick = () => {
  late.textContent = 'Clicked';
};
setTimeout(() => {
  late.disabled = false;
}, 500);
