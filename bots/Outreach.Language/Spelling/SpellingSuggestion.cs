namespace Outreach.Language.Spelling;

/// <summary>A known word near a mistyped one.</summary>
/// <param name="Word">Plain letters, lower case.</param>
/// <param name="Count">How often it occurs where the words were taken from.</param>
/// <param name="Distance">0 for the word itself, below 1 for the slips fingers make most (letters swapped or doubled), else 1.</param>
public readonly record struct SpellingSuggestion(string Word, int Count, float Distance);
