import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { requestBody } from '../core/cloud/request-body.ts';
import { stillMasked } from '../core/redact/still-masked.ts';
import { instructionOf } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import type { Preview } from '../protocol/contract.ts';
import { isFocusFree } from './focus.ts';
import { MaskedList } from './MaskedList.tsx';
import { byteCount } from './texts.ts';

type Props = {
  readonly preview: Preview;
  /** The text as the person left it. */
  readonly text: string;
  readonly onEdit: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
  /** Null where there is no site to keep a rule for. */
  readonly onNever: (() => void) | null;
};

/** Where a text would go, and all of it. Nothing leaves before "Send", and then this and nothing else. */
export function ConsentView({ preview, text, onEdit, onSend, onCancel, onNever }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // On the text and not on "Send": the key that brought this here may still be down. The button that had the focus is gone.
  useLayoutEffect(() => {
    if (!field.current || !isFocusFree(field.current)) return;
    field.current.focus({ preventScroll: true });
    // In the popup it stands below all else.
    field.current.form?.scrollIntoView({ block: 'nearest' });
  }, []);
  const [isOpen, setOpen] = useState(false);
  const { server } = preview;
  const instruction = instructionOf(preview.choice);
  const task = { ...preview, text };
  const masked = stillMasked(task, preview.masked);
  const body = useMemo(() => requestBody(server, task), [text]);
  const send = (event: Event) => {
    event.preventDefault();
    onSend(text);
  };
  return (
    <form class="consent" aria-labelledby="consent" onSubmit={send}>
      <h2 id="consent">{t('consent_title', server.host)}</h2>
      <p class="status">{t('consent_model', server.model)}</p>
      {instruction !== '' && <p>{t('consent_instruction', instruction)}</p>}
      <p id="consent-text" class="status">
        {t('consent_text')}
      </p>
      <textarea
        ref={field}
        aria-labelledby="consent-text"
        dir="auto"
        value={text}
        onInput={(event) => onEdit(event.currentTarget.value)}
      />
      {masked.length > 0 && (
        <section aria-label={t('consent_masked')}>
          <h3>{t('consent_masked')}</h3>
          <MaskedList masked={masked} />
        </section>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t('consent_request', byteCount(new TextEncoder().encode(body).byteLength))}
        </summary>
        {isOpen && <pre dir="auto">{body}</pre>}
      </details>
      <footer>
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          {t('consent_send')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('consent_cancel')}
        </button>
        {onNever && (
          <button type="button" class="link" onClick={onNever}>
            {t('consent_never')}
          </button>
        )}
      </footer>
    </form>
  );
}
