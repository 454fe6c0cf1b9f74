// The assistant speaks plain text, which every channel can carry, and Web Chat draws plain text without links or lists. Here
// its lines with a dash become a list and its https addresses links; every other character stays what it is.

/** Web Chat's own action with the bot's plain text written as Markdown; any other action unchanged. */
export function readable(action) {
  const activity = action.payload?.activity;
  if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY' || activity?.from?.role !== 'bot' || activity.textFormat !== 'plain' || !activity.text) return action;
  return { ...action, payload: { ...action.payload, activity: { ...activity, text: markdown(activity.text), textFormat: 'markdown' } } };
}

function markdown(text) {
  const lines = text.split(/\r?\n/).map(line => line.trim());
  return lines.map((line, i) => {
    const next = lines[i + 1];
    if (line === '') return '\n';
    // A line ends where it ended, unless a blank line or a list does that already.
    const end = next === undefined || next === '' ? '\n' : isItem(line) !== isItem(next) ? '\n\n' : isItem(line) ? '\n' : '  \n';
    return (isItem(line) ? `- ${inline(line.slice(2))}` : start(line)) + end;
  }).join('');
}

function isItem(line) {
  return /^[-•] ./.test(line);
}

/** The first character of a line can mean a heading, a list or a rule; `#` and `*` are taken care of by `inline`. */
function start(line) {
  return inline(line).replace(/^([-+=])/, character => entity(character)).replace(/^(\d+)([.)])/, (_, number, mark) => number + entity(mark));
}

/** A full stop after an address is not part of it. */
function inline(line) {
  return line.split(/(https:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]…])/).map((part, i) => (i % 2 ? `[${literal(part)}](<${part}>)` : literal(part))).join('');
}

/** As entities, since Web Chat reads a backslash before a bracket as mathematics. */
function literal(text) {
  return text.replace(/[\\`*_[\]#<>&|~$^]/g, entity);
}

function entity(character) {
  return `&#${character.charCodeAt(0)};`;
}
