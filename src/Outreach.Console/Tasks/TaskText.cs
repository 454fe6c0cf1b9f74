namespace Outreach.Console.Tasks;

/// <summary>Names the words of the page of a task done by hand: <c>TaskText.resx</c> in Vietnamese, <c>TaskText.en.resx</c> in English.</summary>
public sealed class TaskText;
