import type { Route, ServerName } from '../core/cloud/settings.ts';
import { t } from '../platform/text.ts';

type Props = {
  readonly route: Route;
  /** Null while there is none to be asked here. */
  readonly server: ServerName | null;
  readonly onChange: (route: Route) => void;
};

/** Asks the other one: the server in place of this device, or this device in place of the server. Nothing else does. */
export function RouteButton({ route, server, onChange }: Props) {
  if (route === 'server')
    return (
      <button type="button" onClick={() => onChange('device')}>
        {t('button_ask_device')}
      </button>
    );
  return server ? (
    <button type="button" onClick={() => onChange('server')}>
      {t('button_ask_server', server.host)}
    </button>
  ) : null;
}
