// Web Chat in the service's colours (its style options); every text has at least 4.5:1 against what it stands on.
const INK = '#17212b';
const SOFT = '#4a5967';
const BLUE = '#0b4a8a';
const GROUND = '#f4f7fa';
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

export const LOOKS = {
  accent: BLUE,
  subtle: SOFT,
  backgroundColor: GROUND,
  primaryFont: FONT,
  monospaceFont: FONT,
  rootHeight: '100%',
  rootWidth: '100%',
  paddingRegular: 12,
  // A long answer is read from its beginning: the history scrolls by one page at most.
  autoScrollSnapOnPage: true,
  bubbleBackground: '#ffffff',
  bubbleTextColor: INK,
  bubbleBorderColor: '#d5dde5',
  bubbleBorderRadius: 12,
  bubbleMaxWidth: 460,
  bubbleFromUserBackground: BLUE,
  bubbleFromUserTextColor: '#ffffff',
  bubbleFromUserBorderColor: BLUE,
  bubbleFromUserBorderRadius: 12,
  cardEmphasisBackgroundColor: GROUND,
  timestampColor: SOFT,
  sendBoxBackground: '#ffffff',
  sendBoxTextColor: INK,
  sendBoxPlaceholderColor: '#5d6b79',
  sendBoxButtonColor: BLUE,
  sendBoxButtonColorOnHover: '#083766',
  sendBoxBorderTop: 'solid 1px #d5dde5',
  sendBoxTextWrap: true,
  suggestedActionLayout: 'flow',
  suggestedActionsFlowMaxHeight: 152,
  suggestedActionBackgroundColor: '#ffffff',
  suggestedActionBorderColor: BLUE,
  suggestedActionBorderRadius: 20,
  suggestedActionTextColor: BLUE,
  suggestedActionHeight: 40,
  transcriptOverlayButtonBackground: BLUE,
  transcriptOverlayButtonColor: '#ffffff',
};
