// Web Chat sends only while it is connected: before, and while it connects anew, Enter does nothing and a tapped answer is gone.
// Here both wait, and go when there is a connection.

const SUBMIT = 'WEB_CHAT/SUBMIT_SEND_BOX';
const SENDING = [SUBMIT, 'WEB_CHAT/SEND_MESSAGE', 'WEB_CHAT/SEND_MESSAGE_BACK', 'WEB_CHAT/SEND_POST_BACK'];
const CONNECTED = ['DIRECT_LINE/CONNECT_FULFILLED', 'DIRECT_LINE/RECONNECT_FULFILLED'];
const CONNECTING = ['DIRECT_LINE/CONNECT_PENDING', 'DIRECT_LINE/RECONNECT_PENDING', 'DIRECT_LINE/DISCONNECT_PENDING'];

/**
 * `middleware` is for Web Chat's stores, one after the other: what waits outlives a store whose conversation is lost. `submit` is
 * for Enter and the button, which Web Chat itself passes over. `tell` is called with true when something begins to wait and with
 * false when it has gone.
 */
export function holding(tell) {
  let held = [];
  let connected = false;
  let store;

  function middleware(its) {
    store = its;
    connected = false;
    return next => action => {
      if (CONNECTING.includes(action.type)) connected = false;
      if (!connected && SENDING.includes(action.type)) {
        hold(action);
        return action;
      }

      const result = next(action);
      if (CONNECTED.includes(action.type)) {
        connected = true;
        // Who listens for what is sent begins to with this very action; after it they are there.
        setTimeout(release);
      }

      return result;
    };
  }

  /** The words stay in the box and can be changed until they go: one Enter is enough. */
  function hold(action) {
    const { sendBoxAttachments, sendBoxValue } = store.getState();
    const isEmpty = !sendBoxValue?.trim() && !sendBoxAttachments?.length;
    if (action.type === SUBMIT && (isEmpty || held.some(each => each.type === SUBMIT))) return;
    held.push(action);
    tell(true);
  }

  function release() {
    if (!connected || !held.length) return;
    const gone = held;
    held = [];
    tell(false);
    gone.forEach(store.dispatch);
  }

  function submit() {
    if (store && !connected) store.dispatch({ type: SUBMIT, payload: { method: 'keyboard' } });
  }

  return { middleware, submit };
}
