using Outreach.Language;

namespace Outreach.Assistant.Retrieval;

/// <summary>One token in the two spellings the index knows.</summary>
/// <param name="Folded">With its marks, all accepted spellings folded into one (hoà, hòa).</param>
/// <param name="Plain">Without marks.</param>
internal readonly record struct Word(string Folded, string Plain)
{
    public static Word Of(Token token) => token.Kind == TokenKind.Word
        ? new(Syllable.Fold(token.Text), Syllable.Fold(VietnameseMarks.Strip(token.Text)))
        : new(token.Text, token.Text);

    public bool IsMarked => Syllable.IsMarked(Folded) || !ReferenceEquals(Folded, Plain) && Folded != Plain;

    public static Word[] Split(string text) => [.. Tokenizer.Tokenize(text).Select(Of)];
}
