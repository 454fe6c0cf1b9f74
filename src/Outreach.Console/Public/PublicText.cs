namespace Outreach.Console.Public;

/// <summary>
/// Names the words of the public page and of the chat: <c>PublicText.resx</c> in Vietnamese, <c>PublicText.en.resx</c> in English.
/// Those that begin with <c>Chat</c> are given to the chat's script.
/// </summary>
public sealed class PublicText;
