// How activities look. Words of people and bots become text nodes, never markup.

export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** A link that leaves the chat; null when the address is none a chat should open. */
export function link(address, label, texts, className = '') {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!['https:', 'tel:', 'mailto:'].includes(url.protocol)) return null;
  if (url.protocol !== 'https:') return el('a', { href: url.href, className }, label);
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer', className },
    label, el('span', { className: 'unseen' }, ` (${texts.ChatNewWindow})`));
}

/** Plain text with bare https addresses made into links; a full stop after an address is not part of it. */
export function linkified(text, texts) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(/https:\/\/[^\s<>"'“”]+/g)) {
    const address = match[0].replace(/[.,;:!?)\]…]+$/, '');
    const anchor = link(address, address, texts);
    if (!anchor) continue;
    fragment.append(text.slice(end, match.index), anchor);
    end = match.index + address.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** One message of either side. `act` is called with the chosen action of a card's button. */
export function bubble(side, activity, texts, act) {
  const box = el('div', { className: `bubble ${side}` },
    el('span', { className: 'unseen' }, `${side === 'user' ? texts.ChatYou : texts.ChatAssistant}: `));
  if (activity.locale) box.lang = activity.locale;
  if (activity.text) box.append(el('p', {}, linkified(activity.text, texts)));
  for (const attachment of activity.attachments ?? []) box.append(...attached(attachment, texts, act));
  return box;
}

/** The buttons of suggested actions or of a card: links for what opens a page, buttons for what says something. */
export function choices(actions, texts, act) {
  return actions.map(action => {
    if (['openUrl', 'downloadFile', 'signin', 'call'].includes(action.type)) return link(action.value, action.title, texts, 'choice');
    const button = el('button', { type: 'button', className: 'choice' }, action.title);
    button.addEventListener('click', () => act(action));
    return button;
  }).filter(choice => choice !== null);
}

function attached(attachment, texts, act) {
  const { contentType = '', contentUrl, content, name } = attachment;
  if (contentType.startsWith('image/')) return picture(contentUrl, name);
  if (!/card\.(hero|thumbnail)$/.test(contentType) || !content) return contentUrl ? [link(contentUrl, name ?? contentUrl, texts)].filter(Boolean) : [];
  const parts = (content.images ?? []).flatMap(image => picture(image.url, image.alt));
  if (content.title) parts.push(el('p', { className: 'title' }, content.title));
  if (content.subtitle) parts.push(el('p', { className: 'subtitle' }, content.subtitle));
  if (content.text) parts.push(el('p', {}, linkified(content.text, texts)));
  if (content.buttons?.length) parts.push(el('div', { className: 'choices' }, ...choices(content.buttons, texts, act)));
  return parts;
}

function picture(address, alt) {
  return /^https:\/\//.test(address ?? '') ? [el('img', { src: address, alt: alt ?? '', loading: 'lazy' })] : [];
}
